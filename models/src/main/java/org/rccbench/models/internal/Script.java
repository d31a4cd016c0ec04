package org.rccbench.models.internal;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.rccbench.models.TorchEngine;

/**
 * A TorchScript source file of this module, loaded as an archive made in memory. The one way in
 * which this project calls the engine: every call turns the graph optimizer off first. Left on
 * (DJL's default, a thread-local setting) it merges equal factory calls, so that caches of
 * different layers become one tensor without an error.
 *
 * <p>The class's own {@code __setstate__} makes all attributes, so no pickle but the smallest has
 * to be written.
 */
public final class Script implements AutoCloseable {
  private final PtNDManager manager;
  private final PtSymbolBlock block;

  private Script(PtNDManager manager, PtSymbolBlock block) {
    this.manager = manager;
    this.block = block;
  }

  static Script load(String resource, String className) {
    return ofSource(source(resource).replace("ONE_ROW_LINEAR", oneRowLinear()), className);
  }

  /** Loads a source text that holds {@code class <className>(Module)}. */
  public static Script ofSource(String source, String className) {
    TorchEngine.start();
    PtNDManager manager = (PtNDManager) NDManager.newBaseManager(Device.cpu(), "PyTorch");
    JniUtils.setGraphExecutorOptimize(false);
    try (InputStream archive = new ByteArrayInputStream(archive(className, source))) {
      return new Script(manager, JniUtils.loadModule(manager, archive, false, false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * oneDNN's matrix product for one bf16 row reads plain weights twice as fast; only x86 builds
   * have it, and on a processor without AVX-512 (or told to do without, by ONEDNN_MAX_CPU_ISA) it
   * throws, which oneDNN itself knows beforehand.
   */
  private static String oneRowLinear() {
    return TorchEngine.onX86()
        ? "ops.mkldnn._linear_pointwise(x, self.w[i], self.b[i], \"none\", annotate(List[Optional[number]], []), \"\")"
            + " if ops.prim.device(x).type == \"cpu\" and ops.mkldnn._is_mkldnn_bf16_supported()"
            + " else torch.linear(x, self.w[i], self.b[i])"
        : "torch.linear(x, self.w[i], self.b[i])";
  }

  private static String source(String resource) {
    try (InputStream in = Script.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] archive(String className, String source) throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.write(new byte[] {(byte) 0x80, 2});
    pickle.write(("c__torch__\n" + className + "\n").getBytes(StandardCharsets.US_ASCII));
    pickle.write(new byte[] {')', (byte) 0x81, 'K', 0, 'b', '.'}); // new object, build with state 0
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "m/data.pkl", pickle.toByteArray());
      put(zip, "m/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      put(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      put(zip, "m/version", "10\n".getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /**
   * Runs a method. Arguments that are {@link IValue}s or arrays stay the caller's; wrappers made
   * here are closed.
   *
   * @throws EngineException with the engine's own words, without its traceback
   */
  IValue call(String method, Object... arguments) {
    IValue[] values = new IValue[arguments.length];
    JniUtils.setGraphExecutorOptimize(false);
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = wrap(arguments[i]);
      }
      return IValueUtils.runMethod(block, method, values);
    } catch (EngineException e) {
      throw new EngineException(method + ": " + lastError(e.getMessage()), e);
    } finally {
      for (int i = 0; i < values.length; i++) {
        if (values[i] != null && values[i] != arguments[i]) {
          values[i].close();
        }
      }
    }
  }

  /**
   * Runs a method of tensors alone, outside of inference mode: what it stores can be trained. The
   * caller closes the inputs and the results.
   *
   * @param gradients whether autograd records what the method does
   * @throws IllegalStateException with the engine's own words, without its traceback
   */
  public NDList train(String method, boolean gradients, NDList inputs) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(gradients);
    try (NDArray name = manager.create(0)) {
      name.setName("module_method:" + method);
      NDList all = new NDList(inputs);
      all.add(name);
      return IValueUtils.forward(block, all, true);
    } catch (EngineException e) {
      throw new IllegalStateException(method + ": " + lastError(e.getMessage()), e);
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** Where this script's tensors are made. */
  public NDManager manager() {
    return manager;
  }

  private static String lastError(String message) {
    String text = String.valueOf(message);
    int at = text.lastIndexOf("RuntimeError: ");
    return (at < 0 ? text : text.substring(at + "RuntimeError: ".length())).strip();
  }

  private static IValue wrap(Object argument) {
    if (argument instanceof IValue value) {
      return value;
    } else if (argument instanceof PtNDArray array) {
      return IValue.from(array);
    } else if (argument instanceof Integer number) {
      return IValue.from((long) number);
    } else if (argument instanceof Long number) {
      return IValue.from(number);
    } else if (argument instanceof Double number) {
      return IValue.from(number);
    } else if (argument instanceof Boolean flag) {
      return IValue.from(flag);
    } else if (argument instanceof String text) {
      return IValue.from(text);
    } else if (argument instanceof long[] list) {
      return IValue.listFrom(list);
    }
    throw new IllegalArgumentException("no TorchScript value for " + argument);
  }

  /** Runs a method for its effect; arguments as in {@link #call}. */
  public void run(String method, Object... arguments) {
    call(method, arguments).close();
  }

  long number(String method, Object... arguments) {
    try (IValue value = call(method, arguments)) {
      return value.toLong();
    }
  }

  boolean flag(String method, Object... arguments) {
    try (IValue value = call(method, arguments)) {
      return value.toBoolean();
    }
  }

  /** The caller closes the array. */
  PtNDArray tensor(String method, Object... arguments) {
    try (IValue value = call(method, arguments)) {
      return value.toTensor(manager);
    }
  }

  float[] floats(String method, Object... arguments) {
    try (PtNDArray array = tensor(method, arguments)) {
      return array.toFloatArray();
    }
  }

  double[] doubles(String method, Object... arguments) {
    try (PtNDArray array = tensor(method, arguments)) {
      return array.toDoubleArray();
    }
  }

  /** Tensors of a list, for observers; the caller closes each. */
  PtNDArray[] tensors(IValue list) {
    return list.toTensorArray(manager);
  }

  /** Ids as a tensor of the given shape; the caller closes it. */
  PtNDArray ids(int[] ids, long... shape) {
    long[] wide = new long[ids.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = ids[i];
    }
    return manager.create(
        LongBuffer.wrap(wide), new Shape(shape), ai.djl.ndarray.types.DataType.INT64);
  }

  @Override
  public void close() {
    block.close();
    manager.close();
  }
}
