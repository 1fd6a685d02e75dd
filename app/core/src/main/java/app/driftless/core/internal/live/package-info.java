/// What watches tell, as an answer to whoever reads: the read side of a cluster that is followed.
package app.driftless.core.internal.live;
