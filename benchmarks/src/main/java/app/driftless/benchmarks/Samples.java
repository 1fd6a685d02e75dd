package app.driftless.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What the runs of a contestant took, in the order of the rounds.
record Samples(String name, boolean ours, List<Cost> costs) {
    /// Runs the contestants in turn, so that a load that comes and goes hits all of them.
    static List<Samples> interleaved(int rounds, List<Contestant> contestants) {
        for (Contestant contestant : contestants) {
            for (int i = 0; i < contestant.warmUps(); i++) {
                contestant.once();
            }
        }
        List<List<Cost>> costs =
                contestants.stream().<List<Cost>>map(_ -> new ArrayList<>()).toList();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                Cost cost = contestants.get(i).once();
                costs.get(i).add(cost);
                System.err.printf(
                        "  %.3f s  %s%n", cost.seconds(), contestants.get(i).name());
            }
        }
        return IntStream.range(0, contestants.size())
                .mapToObj(i -> new Samples(
                        contestants.get(i).name(), contestants.get(i).ours(), List.copyOf(costs.get(i))))
                .toList();
    }

    double minimum() {
        return costs.stream().mapToDouble(Cost::seconds).min().orElseThrow();
    }

    double median() {
        return median(costs.stream().mapToDouble(Cost::seconds).toArray());
    }

    double cpu() {
        return median(costs.stream().mapToDouble(Cost::cpuSeconds).toArray());
    }

    double serverCpu() {
        return median(costs.stream().mapToDouble(Cost::serverCpuSeconds).toArray());
    }

    /// Median of our time in each round over that of `other` in the same round.
    double over(Samples other) {
        return median(IntStream.range(0, Math.min(costs.size(), other.costs.size()))
                .mapToDouble(i -> costs.get(i).seconds() / other.costs.get(i).seconds())
                .toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
