package app.driftless.cli.commands;

import app.driftless.core.Product;
import picocli.CommandLine.IVersionProvider;

/// What `--version` says, of every command.
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {Product.NAME + " " + Product.version()};
    }
}
