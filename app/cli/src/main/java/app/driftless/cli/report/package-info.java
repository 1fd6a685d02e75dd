/// The only place that writes to the terminal.
package app.driftless.cli.report;
