package org.rccbench.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rccbench.models.torch.TrainableScript.Input;

/**
 * Which windows a frozen encoder has encoded already, and where train_step.py keeps their slots:
 * windows of the same ids are encoded once. All are forgotten when the room is used up.
 *
 * <p>Whole windows are encoded in batches of one shape, the last one filled, and short ones alone,
 * so what a window gives does not depend on what else is encoded or kept.
 */
final class KeptWindows {
  private static final long ROOM_BYTES = 64L << 20;
  private static final int BATCH_TOKENS = 512;

  private final Encoder encoder;
  private final int slotBytes;
  private final Map<Window, Integer> places = new LinkedHashMap<>();
  private int room;
  private int used;

  /** What encodes and keeps. */
  interface Encoder {
    /** Makes room for so many slots; what was kept is lost. */
    void keep(int slots);

    /**
     * Encodes windows of one length.
     *
     * @param slots positions of the slots in a window
     * @param places where the slots of the first windows are kept; those of the others are not
     */
    void encode(int[][] windows, long[] slots, long[] places);
  }

  /** Ids at a level. */
  private static final class Window {
    private final int[] ids;
    private final Level level;

    Window(int[] ids, Level level) {
      this.ids = ids;
      this.level = level;
    }

    int slots() {
      return level.slots(ids.length);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Window window
          && window.level.equals(level)
          && Arrays.equals(window.ids, ids);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(ids) + level.hashCode();
    }
  }

  /**
   * Windows that {@code encoder} keeps, a slot of which takes so many bytes with all its levels.
   */
  KeptWindows(Encoder encoder, int slotBytes) {
    this.encoder = encoder;
    this.slotBytes = slotBytes;
  }

  /** Forgets all windows: the encoder is another one now. */
  void forget() {
    places.clear();
    used = 0;
  }

  /** The places of all slots of a batch's contexts, [B][P]; what is new is encoded. */
  Input places(Batch batch) {
    return Input.longs(placesOf(batch), batch.contexts().length, batch.slots());
  }

  long[] placesOf(Batch batch) {
    Level level = batch.level().orElseThrow();
    List<Window> windows = new ArrayList<>();
    for (int[] context : batch.contexts()) {
      for (int from = 0; from < context.length; from += level.window()) {
        int to = Math.min(context.length, from + level.window());
        windows.add(new Window(Arrays.copyOfRange(context, from, to), level));
      }
    }
    encodeNew(windows);
    long[] all = new long[batch.contexts().length * batch.slots()];
    int at = 0;
    for (Window window : windows) {
      long first = places.get(window);
      for (int slot = 0; slot < window.slots(); slot++) {
        all[at++] = first + slot;
      }
    }
    return all;
  }

  private void encodeNew(List<Window> windows) {
    List<Window> missing = missing(windows);
    if (used + slots(missing) > room) {
      forget();
      missing = missing(windows);
      if (slots(missing) > room) {
        room = (int) Math.max(slots(missing), ROOM_BYTES / slotBytes);
        encoder.keep(room);
      }
    }
    missing.forEach(
        window -> {
          places.put(window, used);
          used += window.slots();
        });
    encode(missing);
  }

  private List<Window> missing(List<Window> windows) {
    return windows.stream().distinct().filter(window -> !places.containsKey(window)).toList();
  }

  private static int slots(List<Window> windows) {
    return windows.stream().mapToInt(Window::slots).sum();
  }

  private void encode(List<Window> windows) {
    List<Window> batch = new ArrayList<>();
    for (Window window : windows) {
      int size = window.ids.length;
      if (size < window.level.window()) {
        encodeBatch(List.of(window), 1);
      } else {
        batch.add(window);
        int full = Math.max(1, BATCH_TOKENS / size);
        if (batch.size() == full) {
          encodeBatch(batch, full);
          batch.clear();
        }
      }
    }
    if (!batch.isEmpty()) {
      encodeBatch(batch, Math.max(1, BATCH_TOKENS / batch.get(0).ids.length));
    }
  }

  private void encodeBatch(List<Window> windows, int size) {
    int[][] ids = new int[size][];
    Arrays.setAll(ids, i -> windows.get(Math.min(i, windows.size() - 1)).ids);
    Window first = windows.get(0);
    encoder.encode(
        ids,
        first.level.positions(first.ids.length),
        windows.stream().mapToLong(places::get).toArray());
  }
}
