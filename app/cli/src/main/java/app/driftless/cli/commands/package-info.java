/// One thin class for each command.
package app.driftless.cli.commands;
