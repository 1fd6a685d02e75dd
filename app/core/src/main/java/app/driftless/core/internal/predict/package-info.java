/// What an apply would leave, worked out from the server's published schemas, for where the server may not be asked.
package app.driftless.core.internal.predict;
