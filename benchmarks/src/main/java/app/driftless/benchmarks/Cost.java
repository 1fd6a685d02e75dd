package app.driftless.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/// What one run took.
///
/// @param seconds of wall time
/// @param cpuSeconds user and system time of the process that was measured; NaN where the system does not tell
/// @param serverCpuSeconds the same of the API servers and their stores meanwhile; NaN where it was not looked at
record Cost(double seconds, double cpuSeconds, double serverCpuSeconds) {
    /// Where the servers were not looked at.
    Cost(double seconds, double cpuSeconds) {
        this(seconds, cpuSeconds, Double.NaN);
    }

    /// The same, with what the control planes that this process started used while `work` ran.
    static Cost withServers(Supplier<Cost> work) {
        double before = servers();
        Cost cost = work.get();
        return new Cost(cost.seconds(), cost.cpuSeconds(), servers() - before);
    }

    private static double servers() {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::info)
                .filter(process -> process.command().orElse("").contains("driftless-sandbox"))
                .flatMap(process -> process.totalCpuDuration().stream())
                .mapToDouble(time -> time.toNanos() / 1e9)
                .sum();
    }

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
