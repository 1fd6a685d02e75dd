/// Keeps secret values out of texts, and out of sight on the disk.
package app.driftless.core.internal.secret;
