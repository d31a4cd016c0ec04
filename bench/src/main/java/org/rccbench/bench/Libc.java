package org.rccbench.bench;

import com.sun.jna.Function;
import com.sun.jna.NativeLong;

/** The allocator of the GNU C library, as far as measuring needs it. */
final class Libc {
  /** malloc.h: blocks of at least this many bytes are mapped, and unmapped when freed. */
  private static final int M_MMAP_THRESHOLD = -3;

  private static final int MIB = 1 << 20;

  private Libc() {}

  /**
   * Makes freed blocks of 1 MiB and more go back to the system at once, so that a later peak does
   * not start on kept blocks. Slows allocation: never where time is measured.
   */
  static void returnFreedBlocks() {
    Function.getFunction("c", "mallopt").invokeInt(new Object[] {M_MMAP_THRESHOLD, MIB});
  }

  /** Gives free heap pages back to the system. */
  static void trim() {
    Function.getFunction("c", "malloc_trim").invokeInt(new Object[] {new NativeLong(0)});
  }
}
