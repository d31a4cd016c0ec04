# Writes into one tensor of a list; tensors that a script has made cannot be changed from outside one.
class Fill(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def __getstate__(self: __torch__.Fill) -> int:
    return 0

  def __setstate__(self: __torch__.Fill, state: int) -> NoneType:
    self.training = False

  def fill(self: __torch__.Fill, kv: List[Tensor], which: int, value: float) -> int:
    torch.fill_(kv[which], value)
    return which
