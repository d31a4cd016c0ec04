package org.rccbench.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
  private final Map<Window, Long> places = new LinkedHashMap<>();
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

  /** For each context of a batch the places of its slots; what is new is encoded. */
  long[][] places(Batch batch) {
    Level level = batch.level().orElseThrow();
    List<List<Window>> contexts =
        Arrays.stream(batch.contexts()).map(context -> Window.of(context, level)).toList();
    encodeNew(contexts.stream().flatMap(List::stream).distinct().toList());
    return contexts.stream()
        .map(context -> WindowTable.places(context, places))
        .toArray(long[][]::new);
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
          places.put(window, (long) used);
          used += window.slots().length;
        });
    encode(missing);
  }

  private List<Window> missing(List<Window> windows) {
    return windows.stream().filter(window -> !places.containsKey(window)).toList();
  }

  private static int slots(List<Window> windows) {
    return windows.stream().mapToInt(window -> window.slots().length).sum();
  }

  private void encode(List<Window> windows) {
    List<Window> batch = new ArrayList<>();
    for (Window window : windows) {
      int size = window.ids().length;
      if (window.isShort()) {
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
      encodeBatch(batch, Math.max(1, BATCH_TOKENS / batch.get(0).ids().length));
    }
  }

  private void encodeBatch(List<Window> windows, int size) {
    int[][] ids = new int[size][];
    Arrays.setAll(ids, i -> windows.get(Math.min(i, windows.size() - 1)).ids());
    encoder.encode(ids, windows.get(0).slots(), windows.stream().mapToLong(places::get).toArray());
  }
}
