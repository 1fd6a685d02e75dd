/// What every connection of the engine shares: whom it trusts, and the way through a proxy.
package app.driftless.core.internal.net;
