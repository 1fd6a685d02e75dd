package app.driftless.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// What one run took.
///
/// @param seconds of wall time
/// @param cpuSeconds user and system time of the process that was measured; NaN where the system does not tell
record Cost(double seconds, double cpuSeconds) {
    /// Of work within this process.
    static Cost of(Runnable work) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Cost(seconds, (system.getProcessCpuTime() - cpu) / 1e9);
    }
}
