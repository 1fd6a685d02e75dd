import org.jspecify.annotations.NullMarked;

/// The engine of Driftless: repositories, rendering, validation, clusters, diff, plan and sync. No user interface, no
/// JavaFX, and no third-party type in an exported signature.
@NullMarked
module app.driftless.core {
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires org.eclipse.jgit;
    requires org.eclipse.jgit.ssh.apache;
    requires org.apache.sshd.osgi;
    requires java.logging;
    requires java.net.http;
    requires org.yaml.snakeyaml;
    requires kubernetes.client.api;
    requires io.fabric8.kubernetes.client.jdkhttp;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;

    exports app.driftless.core;
    exports app.driftless.core.adopt;
    exports app.driftless.core.cluster;
    exports app.driftless.core.diff;
    exports app.driftless.core.flow;
    exports app.driftless.core.health;
    exports app.driftless.core.manifest;
    exports app.driftless.core.plan;
    exports app.driftless.core.problem;
    exports app.driftless.core.render;
    exports app.driftless.core.repo;
    exports app.driftless.core.sandbox;
    exports app.driftless.core.settings;
    exports app.driftless.core.sync;
    exports app.driftless.core.validate;
    exports app.driftless.core.workspace;
}
