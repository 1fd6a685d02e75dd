/// The demo that is played in a terminal.
package app.driftless.cli.demo;
