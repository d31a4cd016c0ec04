# Weight files as tensors. Run by internal/CheckpointTensors.java, which has checked names, shapes and bounds.
class Weights(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def __getstate__(self: __torch__.Weights) -> int:
    return 0

  def __setstate__(self: __torch__.Weights, state: int) -> NoneType:
    self.training = False

  # The whole file as one private read-only mapping, [bytes] of uint8: no copy, no limit of 2 GiB.
  def open(self: __torch__.Weights, path: str, bytes: int) -> Tensor:
    return torch.from_file(path, False, bytes, dtype=0)

  # A view of the mapping where dtype and device stay, else a copy. Tensors at odd offsets are copied.
  def take(self: __torch__.Weights, file: Tensor, off: int, bytes: int, item: int, dtype: int, shape: List[int], device: str, to: int) -> Tensor:
    if off % item == 0:
      x = torch.set_(torch.empty([0], dtype=dtype), file, off // item, [bytes // item], [1])
    else:
      x = torch.view_copy(torch.clone(torch.slice(file, 0, off, off + bytes)), dtype=dtype)
    return torch.to(torch.view(x, shape), torch.device(device), to)

  # Whether every value is one of fp16's, so that packing to fp16 loses nothing.
  def exact_in_f16(self: __torch__.Weights, x: Tensor) -> bool:
    return torch.equal(x.to(5).to(ops.prim.dtype(x)), x)

  # normal(0, std) + shift, rounded so that the values are exact in f16 and in bf16 alike; made piece by
  # piece, so that no wide copy of a large matrix stands in memory.
  def random(self: __torch__.Weights, shape: List[int], std: float, shift: float, dtype: int, device: str) -> Tensor:
    x = torch.empty(shape, dtype=dtype, device=torch.device(device))
    flat = torch.view(x, [-1])
    n = torch.numel(flat)
    size = 1048576
    for j in range((n + size - 1) // size):
      e = min((j + 1) * size, n)
      part = torch.randn([e - j * size], dtype=6) * std + shift
      torch.copy_(torch.slice(flat, 0, j * size, e), part.to(15).to(5).to(15))
    return x
