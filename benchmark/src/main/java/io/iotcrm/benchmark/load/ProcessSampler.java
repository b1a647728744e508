package io.iotcrm.benchmark.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CPU time and memory of processes with all their children, from {@code /proc}.
 *
 * <p>Memory is the proportional share (PSS), so that PostgreSQL's processes do not each count the
 * shared buffers. A process that ends loses its CPU time from the sum; it is then counted from 0.
 */
public final class ProcessSampler {
  /**
   * What a process used over the whole time.
   *
   * @param cpu cores in use on average
   * @param peakCpu the most in one sample
   * @param memory bytes, the mean of the samples
   */
  public record Usage(String name, double cpu, double peakCpu, long memory, long peakMemory) {}

  private static final double TICKS_PER_SECOND = 100;

  private final Map<String, Long> roots;
  private final Path proc;
  private final Map<String, List<Double>> cpu = new LinkedHashMap<>();
  private final Map<String, List<Long>> memory = new LinkedHashMap<>();
  private final Map<String, Map<Long, Long>> lastTicks = new LinkedHashMap<>();
  private long lastNanos;

  /**
   * @param roots process ids by a name of the caller's choice
   */
  public ProcessSampler(Map<String, Long> roots) {
    this(roots, Path.of("/proc"));
  }

  ProcessSampler(Map<String, Long> roots, Path proc) {
    this.roots = new LinkedHashMap<>(roots);
    this.proc = proc;
  }

  /** Takes a sample; the first one is only the start of the count. */
  public void sample(long nanos) {
    Map<Long, List<Long>> children = children();
    for (Map.Entry<String, Long> root : roots.entrySet()) {
      String name = root.getKey();
      Map<Long, Long> ticks = new LinkedHashMap<>();
      long bytes = 0;
      for (long pid : family(root.getValue(), children)) {
        stat(pid).ifPresent(stat -> ticks.put(pid, stat.ticks()));
        bytes += memory(pid);
      }
      Map<Long, Long> before = lastTicks.put(name, ticks);
      if (before != null) {
        long used = 0;
        for (Map.Entry<Long, Long> one : ticks.entrySet()) {
          used += one.getValue() - before.getOrDefault(one.getKey(), 0L);
        }
        double seconds = (nanos - lastNanos) / 1e9;
        cpu.computeIfAbsent(name, key -> new ArrayList<>()).add(used / TICKS_PER_SECOND / seconds);
        memory.computeIfAbsent(name, key -> new ArrayList<>()).add(bytes);
      }
    }
    lastNanos = nanos;
  }

  public List<Usage> usage() {
    List<Usage> usage = new ArrayList<>();
    for (String name : cpu.keySet()) {
      usage.add(
          new Usage(
              name,
              cpu.get(name).stream().mapToDouble(one -> one).average().orElse(0),
              cpu.get(name).stream().mapToDouble(one -> one).max().orElse(0),
              (long) memory.get(name).stream().mapToLong(one -> one).average().orElse(0),
              memory.get(name).stream().mapToLong(one -> one).max().orElse(0)));
    }
    return usage;
  }

  private record Stat(long parent, long ticks) {}

  private Optional<Stat> stat(long pid) {
    try {
      String text = Files.readString(proc.resolve(pid + "/stat"));
      // The name, in parentheses, may itself hold spaces and parentheses.
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      return Optional.of(
          new Stat(
              Long.parseLong(fields[1]), Long.parseLong(fields[11]) + Long.parseLong(fields[12])));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private long memory(long pid) {
    try (Stream<String> lines = Files.lines(proc.resolve(pid + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1_024)
          .sum();
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0;
    }
  }

  private Map<Long, List<Long>> children() {
    Map<Long, List<Long>> children = new LinkedHashMap<>();
    try (Stream<Path> entries = Files.list(proc)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (name.chars().allMatch(Character::isDigit)) {
          long pid = Long.parseLong(name);
          stat(pid)
              .ifPresent(
                  stat ->
                      children.computeIfAbsent(stat.parent(), key -> new ArrayList<>()).add(pid));
        }
      }
    } catch (IOException e) {
      return Map.of();
    }
    return children;
  }

  private static List<Long> family(long root, Map<Long, List<Long>> children) {
    List<Long> family = new ArrayList<>(List.of(root));
    for (int i = 0; i < family.size(); i++) {
      family.addAll(children.getOrDefault(family.get(i), List.of()));
    }
    return family;
  }
}
