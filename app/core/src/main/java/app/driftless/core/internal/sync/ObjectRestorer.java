package app.driftless.core.internal.sync;

import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.problem.EngineException;
import app.driftless.core.sync.Restoration;

/// Puts one object back as it was before a sync that is undone.
final class ObjectRestorer implements ObjectWrite {
    private final Sender sender;
    private final ResourceDiff planned;
    private final Restoration.Target target;
    private boolean uncertain;

    ObjectRestorer(Sender sender, ResourceDiff planned, Restoration.Target target) {
        this.sender = sender;
        this.planned = planned;
        this.target = target;
    }

    @Override
    public Written write() {
        uncertain = true;
        try {
            var writes = new ExactWrites(sender, planned.type(), planned.key());
            var object = new ExactObject(target.body());
            Written written = target.now().isPresent()
                    ? writes.change(object, target.now().get())
                    : writes.create(object);
            uncertain = written instanceof Written.Unknown;
            return written;
        } catch (EngineException e) {
            uncertain = false;
            return new Written.Failed(e.problem());
        }
    }

    @Override
    public boolean uncertain() {
        return uncertain;
    }

    @Override
    public String verb() {
        return "restore";
    }
}
