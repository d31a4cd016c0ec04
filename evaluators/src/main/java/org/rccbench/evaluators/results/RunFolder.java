package org.rccbench.evaluators.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder of a run, held by one process at a time. The lock belongs to the process and ends with
 * it, so a killed run leaves nothing to clean up.
 */
public final class RunFolder implements AutoCloseable {
  private static final String LOCK = "run.lock";

  private final Path path;
  private final FileChannel channel;

  private RunFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the folder if it is missing and takes it for this process.
   *
   * @param suiteSha256 hash of the suite about to run
   * @throws IllegalStateException if another process writes there, or the folder belongs to another
   *     suite
   */
  public static RunFolder open(Path path, String suiteSha256) {
    RunFolder folder = hold(path);
    try {
      folder.requireSuite(suiteSha256);
      return folder;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /**
   * Makes the folder if it is missing and takes it for this process, before it is known which suite
   * will run there; {@link #requireSuite} says whether that one may.
   *
   * @throws IllegalStateException if another process writes there
   */
  public static RunFolder hold(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!tryLock(channel)) {
        channel.close();
        throw new IllegalStateException(
            path + " is being written by another run; wait until it ends or use another folder");
      }
      return new RunFolder(path, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** Where the files are. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be released: " + e.getMessage(), e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // the other run is in this very process
      return false;
    }
  }

  /**
   * Refuses a suite that did not make what is in the folder.
   *
   * @throws IllegalStateException if the folder belongs to another suite, or to nobody knows whom
   */
  public void requireSuite(String suiteSha256) {
    Journal.refusePacked(path);
    Optional<RunRecord> record = RunRecord.read(path);
    if (record.isPresent() && !record.get().suiteSha256().equals(suiteSha256)) {
      throw new IllegalStateException(
          path
              + " holds a run of another suite (sha256 "
              + record.get().suiteSha256()
              + " there, "
              + suiteSha256
              + " now); use another folder, or remove this one to start anew");
    }
    if (record.isEmpty() && Journal.exists(path)) {
      throw new IllegalStateException(
          path
              + " has "
              + Journal.FILE
              + " but no "
              + RunRecord.FILE
              + ", so nobody can say what made it; use another folder, or remove this one");
    }
  }
}
