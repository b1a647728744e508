package io.iotcrm.benchmark.process;

import io.iotcrm.benchmark.CommandFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What happens when this program ends without having said goodbye, by Ctrl-C or by SIGKILL: the
 * programs that it started are ended, and then commands are run that put right what it changed.
 *
 * <p>A shell in a session of its own reads from this program; the end of what it reads is this
 * program's end, whatever the cause. Thread-safe.
 */
public final class LastWill implements Closeable {
  /**
   * Children lead process groups of their own, see {@link Children}. First politely: a Java program
   * gives its locks back either way, but a shell ends what it waits for.
   */
  private static final String EXECUTOR =
      """
      pids=; will=
      while read -r word rest; do
        case $word in
          started) pids="$pids $rest" ;;
          ended)
            left=
            for pid in $pids; do [ "$pid" = "$rest" ] || left="$left $pid"; done
            pids=$left ;;
          will) will="$will
      $rest" ;;
          first) will="
      $rest$will" ;;
          fulfilled) will= ;;
          over) exit 0 ;;
        esac
      done
      for pid in $pids; do kill -s TERM -- "-$pid" 2>/dev/null; done
      [ -z "$pids" ] || sleep 2
      for pid in $pids; do kill -s KILL -- "-$pid" 2>/dev/null; done
      [ -z "$will" ] || echo "$(date -u) ended before its time; putting right what it changed:$will"
      eval "$will"
      """;

  private final Process executor;
  private final Writer words;

  /**
   * @param log where the commands' output goes; its directory is made
   */
  public LastWill(Path log) {
    try {
      Path file = log.toAbsolutePath();
      Files.createDirectories(file.getParent());
      executor =
          new ProcessBuilder("setsid", "sh", "-c", EXECUTOR)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
              .start();
      words = executor.outputWriter();
    } catch (IOException e) {
      throw new CommandFailure("cannot see to an orderly end of programs (setsid, sh)", e);
    }
  }

  /** A program that is to end with this one; it leads a process group. */
  void started(long pid) {
    say("started " + pid);
  }

  void ended(long pid) {
    say("ended " + pid);
  }

  /** A command that is run then, after those of earlier calls, whether or not they succeed. */
  public void add(Map<String, String> environment, List<String> command) {
    say("will " + line(environment, command));
  }

  /** A command that is run then, before all those of earlier calls. */
  public void addFirst(List<String> command) {
    say("first " + line(Map.of(), command));
  }

  private static String line(Map<String, String> environment, List<String> command) {
    String variables =
        environment.entrySet().stream()
            .map(one -> one.getKey() + "=" + quoted(one.getValue()) + " ")
            .collect(Collectors.joining());
    return variables + command.stream().map(LastWill::quoted).collect(Collectors.joining(" "));
  }

  /** This program has put everything right itself; what is changed from now on is new. */
  public void fulfilled() {
    say("fulfilled");
  }

  private static String quoted(String word) {
    if (word.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a line break in " + word);
    }
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private synchronized void say(String line) {
    try {
      words.write(line + "\n");
      words.flush();
    } catch (IOException e) {
      throw new CommandFailure("the shell that sees to an orderly end has gone", e);
    }
  }

  /** Nothing is to be done any more. */
  @Override
  public void close() throws IOException {
    say("over");
    words.close();
  }

  /** As if this program had ended; for tests. */
  Process abandon() throws IOException {
    words.close();
    return executor;
  }
}
