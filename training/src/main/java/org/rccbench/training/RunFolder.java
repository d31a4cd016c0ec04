package org.rccbench.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of a run, held by one process at a time. The lock ends with its process, so a killed
 * run leaves nothing to clean up but an empty file.
 */
final class RunFolder implements AutoCloseable {
  private static final String LOCK = "training.lock";

  private final FileChannel channel;

  private RunFolder(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes a folder, which is made if it is not there.
   *
   * @throws IllegalStateException if somebody else has it
   * @throws IllegalArgumentException if it holds a model that no run has left there, which would be
   *     overwritten
   */
  static RunFolder take(Path folder) {
    if (Files.exists(folder.resolve("config.json"))
        && !Files.isRegularFile(RunState.file(folder))) {
      throw new IllegalArgumentException(
          folder.getFileName()
              + " holds a model and no training.state to go on with; name another folder");
    }
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isFree(channel)) {
        channel.close();
        throw new IllegalStateException(
            folder.getFileName()
                + " is being trained in by another process; wait, or name another folder");
      }
      return new RunFolder(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // the other one is in this process
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(LOCK + " cannot be released: " + e.getMessage(), e);
    }
  }
}
