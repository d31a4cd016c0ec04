# One training step of a GPT-NeoX language model, of RCC or of its ablations, in the TorchScript dialect that libtorch's unpickler
# compiles: loss, gradients, AdamW. Run by TrainStep.java, which decides rows, positions and order of parameters.
# The networks are those of models' gpt_neox.py (transformers 4.40.2 and the official RCC code); what differs is
# that all rows of a batch run at once, without a cache, and that attention is written out: on CPUs the backward
# pass of the fused kernel is slow.
#
# Tower 0 is the decoder (or the language model), tower 1 the encoder. Shapes: B texts, T positions, P slots,
# N windows of W ids, H heads, d width. The residual stream, norms, softmax input tables, loss and all weights are
# f32; matrix products run in self.compute (6 f32, 15 bf16).
class TrainStep(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  device : str
  compute : int
  d : int
  perblock : int
  L : List[int]
  H : List[int]
  rot : List[int]
  base : List[float]
  eps : List[float]
  tanh : List[bool]
  parallel : List[bool]
  start : List[int]
  projections : int
  memory : int
  table : List[int]
  p : List[Tensor]
  trained : List[int]
  m : List[Tensor]
  v : List[Tensor]
  g : List[Tensor]
  kept : List[Tensor]

  def __getstate__(self: __torch__.TrainStep) -> int:
    return 0

  def __setstate__(self: __torch__.TrainStep, state: int) -> NoneType:
    self.training = True
    self.device = "cpu"
    self.compute = 6
    self.d = 1
    self.perblock = 0
    self.L = annotate(List[int], [])
    self.H = annotate(List[int], [])
    self.rot = annotate(List[int], [])
    self.base = annotate(List[float], [])
    self.eps = annotate(List[float], [])
    self.tanh = annotate(List[bool], [])
    self.parallel = annotate(List[bool], [])
    self.start = annotate(List[int], [])
    self.projections = 0
    self.memory = -1
    self.table = annotate(List[int], [])
    self.p = annotate(List[Tensor], [])
    self.trained = annotate(List[int], [])
    self.m = annotate(List[Tensor], [])
    self.v = annotate(List[Tensor], [])
    self.g = annotate(List[Tensor], [])
    self.kept = annotate(List[Tensor], [])

  # ---- shape and parameters ------------------------------------------------------------------

  # table[j] is the number of the parameter that has role j, or -1 where the network has no such bias. Roles of a
  # tower from its start: embedding; final norm, weight and bias; head; then twelve a block: two norms and the
  # four matrices query_key_value, dense, dense_h_to_4h, dense_4h_to_h, weight and bias each. W_e, A_0, A_1, ... stand
  # at projections, with -1 after each. A decoder block gets perblock encoder levels; 0 of them: the encoder's last level
  # is the decoder's input, and all that it gets (last-layer, ICAE). memory is the number of ICAE's learned tokens, or -1.
  def configure(self: __torch__.TrainStep, compute: int, d: int, perblock: int, projections: int, memory: int, table: List[int]) -> int:
    self.compute = compute
    self.d = d
    self.perblock = perblock
    self.projections = projections
    self.memory = memory
    self.table = table
    return d

  # Where parameters and batches go, cpu or cuda:N; fails where it is not there.
  def place(self: __torch__.TrainStep, device: str) -> int:
    self.device = device
    return torch.empty([1], device=torch.device(device)).size(0)

  def tower(self: __torch__.TrainStep, start: int, L: int, H: int, rot: int, base: float, eps: float, tanh: bool, parallel: bool) -> int:
    self.start.append(start)
    self.L.append(L)
    self.H.append(H)
    self.rot.append(rot)
    self.base.append(base)
    self.eps.append(eps)
    self.tanh.append(tanh)
    self.parallel.append(parallel)
    return len(self.L)

  # about = [ScalarType of the bytes, whether it is trained, shape ...]; the number of the new parameter.
  def add(self: __torch__.TrainStep, bytes: Tensor, about: Tensor) -> Tensor:
    n = len(self.p)
    shape = annotate(List[int], [])
    for i in range(about.size(0) - 2):
      shape.append(int(about[i + 2].item()))
    x = torch.view_copy(torch.clone(bytes), dtype=int(about[0].item())).to(6)
    x = torch.clone(torch.view(x, shape)).to(torch.device(self.device))
    if int(about[1].item()) == 1:
      self.trained.append(n)
      self.m.append(torch.zeros_like(x))
      self.v.append(torch.zeros_like(x))
      self.g.append(torch.zeros_like(x))
      x = torch.requires_grad_(torch.detach(x), True)
    self.p.append(x)
    return torch.full([1], n, dtype=4)

  # which = [parameter, 0 value | 1 first moment | 2 second moment | 3 gradient, ScalarType]; its bytes.
  def take(self: __torch__.TrainStep, which: Tensor) -> Tensor:
    x = (self).tensor(which).to(int(which[2].item()))
    return torch.view_copy(torch.reshape(torch.contiguous(x), [-1]), dtype=0).to(torch.device("cpu"))

  # The reverse of take, for f32.
  def put(self: __torch__.TrainStep, which: Tensor, bytes: Tensor) -> Tensor:
    x = (self).tensor(which)
    torch.copy_(x, torch.view(torch.view_copy(torch.clone(bytes), dtype=6), x.size()))
    return which

  def tensor(self: __torch__.TrainStep, which: Tensor) -> Tensor:
    i = int(which[0].item())
    kind = int(which[1].item())
    x = torch.detach(self.p[i])
    for j in range(len(self.trained)):
      if self.trained[j] == i:
        if kind == 1:
          x = self.m[j]
        if kind == 2:
          x = self.v[j]
        if kind == 3:
          x = self.g[j]
    return x

  # ---- parts of the network ------------------------------------------------------------------

  def linear(self: __torch__.TrainStep, x: Tensor, role: int) -> Tensor:
    c = self.compute
    if self.table[role + 1] < 0:
      y = torch.linear(x.to(c), self.p[self.table[role]].to(c))
    else:
      y = torch.linear(x.to(c), self.p[self.table[role]].to(c), self.p[self.table[role + 1]].to(c))
    return y

  def norm(self: __torch__.TrainStep, x: Tensor, role: int, tower: int) -> Tensor:
    return torch.layer_norm(x, [self.d], self.p[self.table[role]], self.p[self.table[role + 1]], self.eps[tower])

  # Angles [T, 1, 1, rot / 2] of positions 0 .. T-1.
  def angles(self: __torch__.TrainStep, T: int, tower: int) -> Tensor:
    rot = self.rot[tower]
    v = ops.prim.device(self.p[0])
    inverse = torch.reciprocal(torch.pow(self.base[tower], torch.arange(0, rot, 2, dtype=4, device=v).to(6) / rot))
    return torch.reshape(torch.unsqueeze(torch.arange(T, dtype=4, device=v).to(6), 1) * inverse, [T, 1, 1, -1])

  # 0 where a row may look, else a number whose exponential is 0; [T, T].
  def mask(self: __torch__.TrainStep, T: int) -> Tensor:
    return torch.triu(torch.full([T, T], -1e30, dtype=self.compute, device=ops.prim.device(self.p[0])), 1)

  # Turns the first rot dimensions of queries and keys x [B, T, H, 2, hd], in halves, rounded once.
  def rotate(self: __torch__.TrainStep, x: Tensor, cos: Tensor, sin: Tensor, tower: int) -> Tensor:
    r = self.rot[tower] // 2
    c = self.compute
    a = torch.slice(x, -1, 0, r)
    b = torch.slice(x, -1, r, 2 * r)
    parts = [(a * cos - b * sin).to(c), (b * cos + a * sin).to(c)]
    if 2 * r < x.size(-1):
      parts.append(torch.slice(x, -1, 2 * r, x.size(-1)))
    return torch.cat(parts, -1)

  def mlp(self: __torch__.TrainStep, x: Tensor, role: int, tower: int) -> Tensor:
    h = (self).linear(x, role)
    if self.tanh[tower]:
      h = torch.gelu(h, approximate="tanh")
    else:
      h = torch.gelu(h)
    return (self).linear(h, role + 2)

  # Rows of x [B, T, d] at the places at: [S], the same of all, or [B, S].
  def picked(self: __torch__.TrainStep, x: Tensor, at: Tensor) -> Tensor:
    if at.dim() == 1:
      y = torch.index_select(x, 1, at)
    else:
      y = torch.gather(x, 1, torch.unsqueeze(at, 2).expand([x.size(0), at.size(1), self.d]))
    return y

  # The first counts[n] rows of a[n] [N, A, d], all of b[n] [N, C, d], then the rest of a[n]: [N, A + C, d].
  def packed(self: __torch__.TrainStep, a: Tensor, counts: Tensor, b: Tensor) -> Tensor:
    A = a.size(1)
    C = b.size(1)
    at = torch.unsqueeze(torch.arange(A + C, dtype=4, device=ops.prim.device(a)), 0)
    n = torch.unsqueeze(counts, 1)
    order = torch.where(torch.lt(at, n), at, torch.where(torch.lt(at, n + C), at - n + A, at - C))
    return (self).picked(torch.cat([a, b], 1), order)

  # Block i over x [B, T, d]. Only the rows at (all, where at is empty) leave it; all of them give keys and values.
  def block(self: __torch__.TrainStep, x: Tensor, i: int, tower: int, cos: Tensor, sin: Tensor, mask: Tensor, at: Tensor) -> Tensor:
    H = self.H[tower]
    hd = self.d // H
    role = self.start[tower] + 5 + 12 * i
    qkv = (self).linear((self).norm(x, role, tower), role + 4).view([x.size(0), x.size(1), H, 3, hd])
    qk = (self).rotate(torch.slice(qkv, 3, 0, 2), cos, sin, tower)
    q = torch.select(qk, 3, 0).transpose(1, 2)
    k = torch.select(qk, 3, 1).transpose(1, 2)
    v = torch.select(qkv, 3, 2).transpose(1, 2)
    if at.size(0) > 0:
      if at.dim() == 1:
        q = torch.index_select(q, 2, at)
        mask = torch.index_select(mask, 0, at)
      else:
        S = at.size(1)
        q = torch.gather(q, 2, torch.unsqueeze(torch.unsqueeze(at, 1), 3).expand([x.size(0), H, S, hd]))
        mask = torch.unsqueeze(torch.reshape(torch.index_select(mask, 0, torch.reshape(at, [-1])), [x.size(0), S, x.size(1)]), 1)
      x = (self).picked(x, at)
    s = torch.matmul(q * (1. / torch.sqrt(float(hd))), k.transpose(2, 3))
    y = torch.matmul(torch.softmax(torch.add_(s, mask), -1), v)
    a = (self).linear(torch.reshape(y.transpose(1, 2), [x.size(0), x.size(1), self.d]), role + 6)
    if self.parallel[tower]:
      x = x + a + (self).mlp((self).norm(x, role + 2, tower), role + 8, tower)
    else:
      x = x + a
      x = x + (self).mlp((self).norm(x, role + 2, tower), role + 8, tower)
    return x

  # ---- encoder -------------------------------------------------------------------------------

  # Levels 0 .. blocks (the last of them alone where the decoder's blocks get none) of windows ids [N, W] at the slot
  # positions at, [S] or [N, S], each [N * S, d]. The last block gives nothing but slot rows, so only these leave it. Ids
  # from lengths[n] on stand for nothing. ICAE's slots are the rows of the first S learned tokens, which follow the window.
  def levels(self: __torch__.TrainStep, ids: Tensor, lengths: Tensor, at: Tensor, blocks: int) -> List[Tensor]:
    x = torch.embedding(self.p[self.table[self.start[1]]], ids)
    if self.memory >= 0:
      S = at.size(-1)
      learned = torch.unsqueeze(torch.slice(self.p[self.memory], 0, 0, S), 0)
      x = (self).packed(x, lengths, learned.expand([ids.size(0), S, self.d]))
      at = torch.unsqueeze(lengths, 1) + torch.arange(S, dtype=4, device=ops.prim.device(x))
    W = x.size(1)
    a = (self).angles(W, 1)
    cos = torch.cos(a)
    sin = torch.sin(a)
    mask = (self).mask(W)
    all = torch.slice(lengths, 0, 0, 0)
    levels = annotate(List[Tensor], [])
    if self.perblock > 0:
      levels.append(torch.reshape((self).picked(x, at), [-1, self.d]))
    for i in range(blocks):
      if i < blocks - 1:
        x = (self).block(x, i, 1, cos, sin, mask, all)
        if self.perblock > 0:
          levels.append(torch.reshape((self).picked(x, at), [-1, self.d]))
      else:
        x = (self).block(x, i, 1, cos, sin, mask, at)
        if i == self.L[1] - 1:
          x = (self).norm(x, self.start[1] + 1, 1)
        levels.append(torch.reshape(x, [-1, self.d]))
    return levels

  # The levels of whole windows, and behind them those of short ones; either may be empty.
  def compress(self: __torch__.TrainStep, windows: List[Tensor], blocks: int) -> List[Tensor]:
    slots = annotate(List[Tensor], [])
    for g in range(2):
      if windows[3 * g].size(0) > 0:
        found = (self).levels(windows[3 * g], windows[3 * g + 1], windows[3 * g + 2], blocks)
        for j in range(len(found)):
          if len(slots) < len(found):
            slots.append(found[j])
          else:
            slots[j] = torch.cat([slots[j], found[j]], 0)
    return slots

  # Encoder blocks that the decoder needs, where its last addition is needed, too.
  def depth(self: __torch__.TrainStep) -> int:
    blocks = self.perblock * self.L[0]
    if self.perblock == 0:
      blocks = self.L[1]
    return blocks

  # Makes room for the levels of rows[0] slots.
  def keep(self: __torch__.TrainStep, rows: Tensor) -> Tensor:
    levels = 1
    if self.perblock > 0:
      levels = (self).depth() + 1
    self.kept = annotate(List[Tensor], [])
    for j in range(levels):
      self.kept.append(torch.zeros([int(rows[0].item()), self.d], dtype=6, device=ops.prim.device(self.p[0])))
    return rows

  # Keeps the slots, at the positions at [S], of the first windows of ids [N, W]: those of window n from row places[n] on.
  def encode(self: __torch__.TrainStep, ids: Tensor, at: Tensor, places: Tensor) -> Tensor:
    v = torch.device(self.device)
    S = at.size(0)
    rows = torch.reshape(torch.unsqueeze(places.to(v), 1) + torch.arange(S, dtype=4, device=v), [-1])
    lengths = torch.full([ids.size(0)], ids.size(1), dtype=4, device=v)
    found = (self).levels(ids.to(v), lengths, at.to(v), (self).depth())
    for j in range(len(found)):
      torch.index_copy_(self.kept[j], 0, rows, torch.slice(found[j], 0, 0, places.size(0) * S))
    return places

  # What decoder block i adds to slot rows from .. P-1.
  def addition(self: __torch__.TrainStep, slots: List[Tensor], i: int, start: int) -> Tensor:
    if self.perblock == 2:
      h = (slots[2 * i + 1] + slots[2 * i + 2]) * 0.5
    else:
      h = slots[i + 1]
    return (self).linear(torch.slice(h, 1, start, h.size(1)), self.projections + 2 + 2 * i).to(6)

  # ---- decoder -------------------------------------------------------------------------------

  # Rows keep .. P+T-1 after the final norm, [B, P+T-keep, d]. Text b follows its counts[b] slots, which stand in the rows
  # places[b] [P] of the levels; what is left of P comes last. plan = [keep, whether a slot row predicts, whether slots
  # are the kept ones, whether all have P of them]. If no slot row predicts, the last addition and the level that feeds
  # it cannot reach the loss and are left out: their gradient is 0, not missing.
  def hidden(self: __torch__.TrainStep, windows: List[Tensor], places: Tensor, counts: Tensor, text: Tensor, plan: Tensor) -> Tensor:
    keep = int(plan[0].item())
    last = int(plan[1].item()) == 1
    even = int(plan[3].item()) == 1
    L = self.L[0]
    x = torch.embedding(self.p[self.table[self.start[0]]], text)
    P = 0
    slots = annotate(List[Tensor], [])
    valid = x
    if len(self.L) > 1:
      P = places.size(1)
      found = self.kept
      if int(plan[2].item()) == 0:
        used = (self).depth()
        if not last:
          used = used - self.perblock
        found = (self).compress(windows, used)
      rows = torch.reshape(places, [-1])
      for j in range(len(found)):
        slots.append(torch.reshape(torch.index_select(found[j], 0, rows), [places.size(0), P, self.d]))
      first = (self).linear(slots[0], self.projections).to(6)
      if even:
        x = torch.cat([first, x], 1)
      else:
        x = (self).packed(first, counts, x)
        at = torch.arange(P, dtype=4, device=ops.prim.device(x))
        valid = torch.unsqueeze(torch.lt(torch.unsqueeze(at, 0), torch.unsqueeze(counts, 1)).to(6), 2)
    T = x.size(1)
    a = (self).angles(T, 0)
    cos = torch.cos(a)
    sin = torch.sin(a)
    mask = (self).mask(T)
    all = torch.slice(counts, 0, 0, 0)
    for i in range(L):
      start = 0
      if i < L - 1:
        x = (self).block(x, i, 0, cos, sin, mask, all)
      else:
        x = (self).block(x, i, 0, cos, sin, mask, torch.arange(keep, T, dtype=4, device=ops.prim.device(x)))
        start = keep
      if P > start and self.perblock > 0 and (i < L - 1 or last):
        more = (self).addition(slots, i, start)
        if not even:
          more = more * torch.slice(valid, 1, start, P)
        x = torch.cat([torch.slice(x, 1, 0, P - start) + more, torch.slice(x, 1, P - start, x.size(1))], 1)
    return (self).norm(x, self.start[0] + 1, 0)

  # Logits [n, V] in f32 of n rows, counted over the kept rows of all texts.
  def logits(self: __torch__.TrainStep, whole: Tensor, wholelengths: Tensor, at: Tensor, short: Tensor, shortlengths: Tensor, shortat: Tensor, places: Tensor, counts: Tensor, text: Tensor, plan: Tensor, rows: Tensor) -> Tensor:
    v = torch.device(self.device)
    windows = [whole.to(v), wholelengths.to(v), at.to(v), short.to(v), shortlengths.to(v), shortat.to(v)]
    h = torch.reshape((self).hidden(windows, places.to(v), counts.to(v), text.to(v), plan), [-1, self.d])
    c = self.compute
    return torch.linear(torch.index_select(h, 0, rows.to(v)).to(c), self.p[self.table[self.start[0] + 3]].to(c)).to(6)

  # ---- a step --------------------------------------------------------------------------------

  # Adds weight x gradient of the mean loss to the gradients; [mean loss, share of rows where no
  # id is likelier than the target].
  def backward(self: __torch__.TrainStep, whole: Tensor, wholelengths: Tensor, at: Tensor, short: Tensor, shortlengths: Tensor, shortat: Tensor, places: Tensor, counts: Tensor, text: Tensor, plan: Tensor, rows: Tensor, targets: Tensor, weight: Tensor) -> Tensor:
    logits = (self).logits(whole, wholelengths, at, short, shortlengths, shortat, places, counts, text, plan, rows)
    targets = targets.to(torch.device(self.device))
    loss = torch.cross_entropy_loss(logits, targets)
    wanted = annotate(List[Tensor], [])
    for j in range(len(self.trained)):
      wanted.append(self.p[self.trained[j]])
    found = torch.grad([loss * float(weight.item())], wanted, None, None, False, True)
    for j in range(len(found)):
      one = found[j]
      if one is not None:
        torch.add_(self.g[j], one)
    free = torch.detach(logits)
    own = torch.gather(free, 1, torch.unsqueeze(targets, 1))
    right = torch.mean(torch.ge(own, torch.amax(free, [1], True)).to(6))
    return torch.stack([torch.detach(loss), right])

  def clear(self: __torch__.TrainStep, none: Tensor) -> Tensor:
    for j in range(len(self.g)):
      torch.zero_(self.g[j])
    return none

  # L2 norm over all gradients.
  def gradient_norm(self: __torch__.TrainStep, none: Tensor) -> Tensor:
    norms = torch._foreach_norm(self.g, 2)
    return torch.reshape(torch.linalg_vector_norm(torch.stack(norms)), [1])

  # AdamW, one group, all decayed. how = [lr, beta1, beta2, eps, weight decay, factor of the gradients, updates before
  # this one]. A parameter whose gradient is 0 is still decayed, and its moments still fade.
  def update(self: __torch__.TrainStep, how: Tensor) -> Tensor:
    values = annotate(List[Tensor], [])
    counts = annotate(List[Tensor], [])
    before = torch.full([1], float(how[6].item()) + 1., dtype=6, device=ops.prim.device(self.p[0]))
    for j in range(len(self.trained)):
      values.append(torch.detach(self.p[self.trained[j]]))
      counts.append(before)
    factor = float(how[5].item())
    if factor != 1.:
      torch._foreach_mul_(self.g, factor)
    torch._fused_adamw_(values, self.g, self.m, self.v, annotate(List[Tensor], []), counts, lr=float(how[0].item()), beta1=float(how[1].item()), beta2=float(how[2].item()), weight_decay=float(how[4].item()), eps=float(how[3].item()), amsgrad=False, maximize=False)
    return how

  # Natural-log probabilities (f64) of the targets.
  def log_probabilities(self: __torch__.TrainStep, whole: Tensor, wholelengths: Tensor, at: Tensor, short: Tensor, shortlengths: Tensor, shortat: Tensor, places: Tensor, counts: Tensor, text: Tensor, plan: Tensor, rows: Tensor, targets: Tensor) -> Tensor:
    logits = (self).logits(whole, wholelengths, at, short, shortlengths, shortat, places, counts, text, plan, rows).to(7)
    targets = targets.to(torch.device(self.device))
    return torch.squeeze(torch.gather(logits, 1, torch.unsqueeze(targets, 1)), 1) - torch.logsumexp(logits, [1])
