# One GPT-NeoX tower, as transformers 4.40.2 computes it (models/gpt_neox/modeling_gpt_neox.py), in the
# TorchScript dialect that libtorch's unpickler compiles. Run by internal/GptNeox.java.
#
# Nothing but weights lives in the module: caches come in as arguments, so one module serves any
# number of memories and threads. Shapes: B windows, T positions, H heads, hd = d / H, L blocks.
#   x        [B, T, d]           residual stream, f32 or bf16
#   kv       2 L tensors         [1, H, capacity, hd]; keys of block i at 2 i, values at 2 i + 1
#   n        positions already in the cache
#   keep     how many last rows must leave the last block (0: only its keys and values matter)
# dtypes are numbers here: 5 f16, 6 f32, 15 bf16.
class GptNeox(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  L : int
  H : int
  first : int
  d : int
  rot : int
  base : float
  eps : float
  tanh : bool
  parallel : bool
  dtype : int
  kvdtype : int
  packing : bool
  plain : bool
  norms : List[Tensor]
  w : List[Tensor]
  b : List[Optional[Tensor]]
  p : List[__torch__.torch.classes.quantized.LinearPackedParamsBase]
  ends : List[int]
  embed : Tensor
  top : bool
  memory : Tensor

  def __getstate__(self: __torch__.GptNeox) -> int:
    return 0

  def __setstate__(self: __torch__.GptNeox, state: int) -> NoneType:
    self.training = False
    self.L = 0
    self.H = 1
    self.first = 0
    self.d = 1
    self.rot = 0
    self.base = 10000.
    self.eps = 0.00001
    self.tanh = False
    self.parallel = True
    self.dtype = 6
    self.kvdtype = 6
    self.packing = False
    self.plain = True
    self.norms = annotate(List[Tensor], [])
    self.w = annotate(List[Tensor], [])
    self.b = annotate(List[Optional[Tensor]], [])
    self.p = annotate(List[__torch__.torch.classes.quantized.LinearPackedParamsBase], [])
    self.ends = annotate(List[int], [0])
    self.embed = torch.zeros([1])
    self.top = False
    self.memory = torch.zeros([0])

  # ---- loading -------------------------------------------------------------------------------

  def configure(self: __torch__.GptNeox, L: int, H: int, d: int, rot: int, base: float, eps: float, tanh: bool, parallel: bool, first: int) -> int:
    self.L = L
    self.first = first
    self.H = H
    self.d = d
    self.rot = rot
    self.base = base
    self.eps = eps
    self.tanh = tanh
    self.parallel = parallel
    return L

  # dtype of activations, kvdtype of the cache; packing: keep an fp16-packed copy of every matrix;
  # plain: keep the matrix itself.
  def arithmetic(self: __torch__.GptNeox, dtype: int, kvdtype: int, packing: bool, plain: bool) -> int:
    self.dtype = dtype
    self.kvdtype = kvdtype
    self.packing = packing
    self.plain = plain
    return dtype

  def set_embedding(self: __torch__.GptNeox, embed: Tensor, copy: bool) -> int:
    if copy:
      self.embed = torch.clone(embed)
    else:
      self.embed = embed
    return embed.size(0)

  # For an encoder of which nothing but the network's last level is used.
  def keep_top(self: __torch__.GptNeox, top: bool) -> int:
    self.top = top
    return self.L

  # ICAE's learned tokens [M, d].
  def set_memory(self: __torch__.GptNeox, memory: Tensor, copy: bool) -> int:
    if copy:
      self.memory = torch.clone(memory)
    else:
      self.memory = memory
    return memory.size(0)

  # Norms in the order ln1, ln2 of block 0, ln1, ln2 of block 1, ..., final; weight then bias.
  def add_norm(self: __torch__.GptNeox, weight: Tensor, bias: Tensor, copy: bool) -> int:
    if copy:
      weight = torch.clone(weight)
      bias = torch.clone(bias)
    self.norms.append(weight)
    self.norms.append(bias)
    return len(self.norms)

  # Matrices in the order head, W_e, A_0 .. A_(L-1) (those that there are: self.first of them), then
  # query_key_value, dense, dense_h_to_4h, dense_4h_to_h of every block.
  def add_linear(self: __torch__.GptNeox, weight: Tensor, bias: Tensor) -> int:
    if self.packing:
      rows = (self).rows_at_once(weight)
      for j in range((weight.size(0) + rows - 1) // rows):
        e = min((j + 1) * rows, weight.size(0))
        part = torch.slice(weight, 0, j * rows, e).to(6)
        self.p.append(ops.quantized.linear_prepack_fp16(part, torch.slice(bias, 0, j * rows, e).to(6)))
      self.ends.append(len(self.p))
    if self.plain:
      self.w.append(weight)
      self.b.append(bias)
    return len(self.w) + len(self.p)

  def add_matrix(self: __torch__.GptNeox, weight: Tensor) -> int:
    if self.packing:
      rows = (self).rows_at_once(weight)
      for j in range((weight.size(0) + rows - 1) // rows):
        e = min((j + 1) * rows, weight.size(0))
        self.p.append(ops.quantized.linear_prepack_fp16(torch.slice(weight, 0, j * rows, e).to(6), None))
      self.ends.append(len(self.p))
    if self.plain:
      self.w.append(weight)
      self.b.append(None)
    return len(self.w) + len(self.p)

  # The embedding as head, where that is plain: one table for both.
  def add_tied_head(self: __torch__.GptNeox) -> int:
    return (self).add_matrix(self.embed)

  # Rows whose wide copy, needed for a moment while packing, stays under 32 MiB.
  def rows_at_once(self: __torch__.GptNeox, weight: Tensor) -> int:
    return max(64, 8388608 // weight.size(1) // 64 * 64)

  # Keys and values of all blocks, a tensor each: with the graph optimizer on they would be one (see Script).
  def cache(self: __torch__.GptNeox, capacity: int) -> List[Tensor]:
    kv = annotate(List[Tensor], [])
    for i in range(2 * self.L):
      kv.append((self).room(capacity))
    return kv

  def room(self: __torch__.GptNeox, capacity: int) -> Tensor:
    return torch.empty([1, self.H, capacity, self.d // self.H], dtype=self.kvdtype, device=ops.prim.device(self.embed))

  # Makes room in place, one tensor after the other, so that only one stands twice.
  def grow(self: __torch__.GptNeox, kv: List[Tensor], n: int, capacity: int) -> int:
    for i in range(len(kv)):
      larger = (self).room(capacity)
      torch.copy_(torch.slice(larger, 2, 0, n), torch.slice(kv[i], 2, 0, n))
      kv[i] = larger
    return capacity

  # ---- parts ---------------------------------------------------------------------------------

  # One row in f32 goes through the packed matrices, which are read at memory speed; so do all rows
  # where there are no plain ones.
  def linear(self: __torch__.GptNeox, x: Tensor, i: int) -> Tensor:
    if self.packing and (not self.plain or ops.prim.dtype(x) == 6):
      y = ops.quantized.linear_dynamic_fp16(x, self.p[self.ends[i]])
      if self.ends[i + 1] - self.ends[i] > 1:
        parts = annotate(List[Tensor], [y])
        for j in range(self.ends[i] + 1, self.ends[i + 1]):
          parts.append(ops.quantized.linear_dynamic_fp16(x, self.p[j]))
        y = torch.cat(parts, -1)
    elif ops.prim.dtype(x) == 15 and x.size(0) * x.size(1) == 1:
      y = ONE_ROW_LINEAR
    else:
      y = torch.linear(x, self.w[i], self.b[i])
    return y

  def norm(self: __torch__.GptNeox, x: Tensor, i: int) -> Tensor:
    t = ops.prim.dtype(x)
    return torch.layer_norm(x, [self.d], self.norms[2 * i].to(t), self.norms[2 * i + 1].to(t), self.eps)

  # Tables [T, rot / 2] in f32 for positions n .. n + T - 1.
  def angles(self: __torch__.GptNeox, n: int, T: int) -> Tensor:
    v = ops.prim.device(self.embed)
    inverse = torch.reciprocal(torch.pow(self.base, torch.arange(0, self.rot, 2, dtype=4, device=v).to(6) / self.rot))
    return torch.unsqueeze(torch.arange(n, n + T, dtype=4, device=v).to(6), 1) * inverse

  # Turns the first rot dimensions of x in place, in halves, in f32 rounded once; gives x in dtype.
  def rotate(self: __torch__.GptNeox, x: Tensor, cos: Tensor, sin: Tensor, dtype: int) -> Tensor:
    r = self.rot // 2
    a = torch.slice(x, -1, 0, r)
    b = torch.slice(x, -1, r, 2 * r)
    turned = a * cos - b * sin
    torch.copy_(b, b * cos + a * sin)
    torch.copy_(a, turned)
    return x.to(dtype)

  # The q rows are the last ones of the N positions in k and v; each sees itself and all before it. Unmasked attention over
  # what every row sees, causal attention over the rest, merged by their log-sum-exp: no mask is built.
  def attend(self: __torch__.GptNeox, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    T = q.size(2)
    before = k.size(2) - T
    if T == 1 and ops.prim.dtype(k) == 15 and ops.prim.device(q).type == "cpu":
      y = (self).attend_one(q, k, v)
    elif T == 1:
      y = torch.scaled_dot_product_attention(q, k, v)
    elif before == 0:
      y = torch.scaled_dot_product_attention(q, k, v, None, 0., True)
    elif ops.prim.device(q).type == "cpu":
      y = (self).attend_blocks(q, k, v)
    else:
      mask = torch.tril(torch.ones([T, before + T], dtype=11, device=ops.prim.device(q)), before)
      y = torch.scaled_dot_product_attention(q, k, v, mask)
    return y

  # Rows after a cache. libtorch's flash kernel repacks all of a bf16 cache that it is given, so it gets the cache in blocks:
  # what attention needs beyond the cache does not grow with the context.
  def attend_blocks(self: __torch__.GptNeox, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    N = k.size(2)
    before = N - q.size(2)
    size = before
    if ops.prim.dtype(k) == 15:
      size = 4096
    own = torch._scaled_dot_product_flash_attention_for_cpu(q, torch.slice(k, 2, before, N), torch.slice(v, 2, before, N), 0., True)
    y = own[0].to(6)
    weight = own[1]
    for j in range((before + size - 1) // size):
      e = min((j + 1) * size, before)
      seen = torch._scaled_dot_product_flash_attention_for_cpu(q, torch.slice(k, 2, j * size, e), torch.slice(v, 2, j * size, e), 0., False)
      y = torch.lerp(y, seen[0].to(6), torch.unsqueeze(torch.sigmoid(seen[1] - weight), -1))
      weight = torch.logaddexp(weight, seen[1])
    return y.to(ops.prim.dtype(q))

  # One row over a bf16 cache, in f32 and in blocks: three times as fast as libtorch 2.7's flash kernel.
  def attend_one(self: __torch__.GptNeox, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    N = k.size(2)
    size = 1024
    f = q.to(6) * (1. / torch.sqrt(float(q.size(3))))
    # Small results between large temporaries would keep the allocator from using a freed block again.
    scores = torch.empty([q.size(0), q.size(1), 1, N], dtype=6)
    for j in range((N + size - 1) // size):
      e = min((j + 1) * size, N)
      torch.copy_(torch.slice(scores, 3, j * size, e), torch.matmul(f, torch.slice(k, 2, j * size, e).to(6).transpose(2, 3)))
    p = torch.softmax(scores, -1)
    y = torch.zeros_like(f)
    for j in range((N + size - 1) // size):
      e = min((j + 1) * size, N)
      y = y + torch.matmul(torch.slice(p, 3, j * size, e), torch.slice(v, 2, j * size, e).to(6))
    return y

  def mlp(self: __torch__.GptNeox, x: Tensor, i: int) -> Tensor:
    h = (self).linear(x, self.first + 4 * i + 2)
    if self.tanh:
      h = torch.gelu(h, approximate="tanh")
    else:
      h = torch.gelu(h)
    return (self).linear(h, self.first + 4 * i + 3)

  # The mlp is four times as wide as the rest: over many rows it runs in parts, which keeps its memory small.
  def wide_mlp(self: __torch__.GptNeox, x: Tensor, i: int) -> Tensor:
    rows = x.size(0) * x.size(1)
    size = 512
    if rows <= size:
      y = (self).mlp(x, i)
    else:
      flat = x.view([1, rows, self.d])
      y = torch.empty_like(flat)
      for j in range((rows + size - 1) // size):
        e = min((j + 1) * size, rows)
        torch.copy_(torch.slice(y, 1, j * size, e), (self).mlp(torch.slice(flat, 1, j * size, e), i))
      y = y.view([x.size(0), x.size(1), self.d])
    return y

  # Attention output y [B, H, T, hd] and the mlp, onto the rows x that they belong to.
  def finish(self: __torch__.GptNeox, x: Tensor, y: Tensor, i: int) -> Tensor:
    y = torch.reshape(y.transpose(1, 2), [x.size(0), x.size(1), self.d]).to(ops.prim.dtype(x))
    a = (self).linear(y, self.first + 4 * i + 1)
    if self.parallel:
      m = (self).wide_mlp((self).norm(x, 2 * i + 1), i)
      x = m + a + x
    else:
      x = a + x
      x = (self).wide_mlp((self).norm(x, 2 * i + 1), i) + x
    return x

  def project(self: __torch__.GptNeox, x: Tensor, i: int) -> List[Tensor]:
    h = (self).linear((self).norm(x, 2 * i), self.first + 4 * i)
    hd = self.d // self.H
    return torch.chunk(h.view([x.size(0), x.size(1), self.H, 3 * hd]).transpose(1, 2), 3, -1)

  # ---- decoder: blocks with a cache ----------------------------------------------------------

  # Block i over T new positions; returns its last keep rows.
  def block(self: __torch__.GptNeox, x: Tensor, i: int, kv: List[Tensor], n: int, cos: Tensor, sin: Tensor, keep: int) -> Tensor:
    T = x.size(1)
    c = (self).project(x, i)
    k = torch.slice(kv[2 * i], 2, 0, n + T)
    v = torch.slice(kv[2 * i + 1], 2, 0, n + T)
    t = ops.prim.dtype(k)
    torch.copy_(torch.slice(k, 2, n, n + T), (self).rotate(c[1], cos, sin, t))
    torch.copy_(torch.slice(v, 2, n, n + T), c[2])
    if keep > 0:
      q = torch.slice(c[0], 2, T - keep, T)
      q = (self).rotate(q, torch.slice(cos, 0, T - keep, T), torch.slice(sin, 0, T - keep, T), t)
      x = (self).finish(torch.slice(x, 1, T - keep, T), (self).attend(q, k, v), i)
    return x

  # New ids [T] after n positions; returns the last keep rows after the final norm, [keep, d]; with
  # observe all levels of all rows: embedding, blocks, the last one normed.
  def tokens(self: __torch__.GptNeox, ids: Tensor, kv: List[Tensor], n: int, keep: int, observe: bool) -> List[Tensor]:
    T = ids.size(0)
    x = torch.unsqueeze(torch.embedding(self.embed, ids.to(ops.prim.device(self.embed))), 0).to(self.dtype)
    if T == 1 and self.packing:
      x = x.to(6)
    a = (self).angles(n, T)
    cos = torch.cos(a)
    sin = torch.sin(a)
    levels = annotate(List[Tensor], [])
    for i in range(self.L):
      if observe:
        levels.append(x)
      rows = T
      if i == self.L - 1 and not observe:
        rows = keep
      x = (self).block(x, i, kv, n, cos, sin, rows)
    if keep > 0:
      levels.append((self).norm(x, 2 * self.L))
    return levels

  # Slots through the RCC decoder (modeling_mcp2.py): input W_e h0, and after block i the slot rows get
  # + A_i h(i+1), or with 2 levels a block the mean of levels 2i+1 and 2i+2. With 0 levels a block (last-layer, ICAE)
  # the encoder's last level alone is given, and W_e of it is all that the decoder gets. Each level is [S, d]. What
  # the last addition changes is seen by nobody but the head, so it is made for the context's last slots alone (last),
  # and the others come without that level. Then returns the last row after the final norm [1, 1, d] (a first id
  # can be predicted from it), behind all levels with observe; else nothing.
  def slots(self: __torch__.GptNeox, given: List[Tensor], perblock: int, kv: List[Tensor], n: int, last: bool, observe: bool) -> List[Tensor]:
    T = given[0].size(0)
    x = (self).linear(torch.unsqueeze(given[0].to(self.dtype), 0), 1)
    a = (self).angles(n, T)
    cos = torch.cos(a)
    sin = torch.sin(a)
    levels = annotate(List[Tensor], [])
    for i in range(self.L):
      if observe:
        levels.append(x)
      rows = T
      if i == self.L - 1 and not observe:
        rows = 0
        if last:
          rows = 1
      x = (self).block(x, i, kv, n, cos, sin, rows)
      if rows > 0 and perblock > 0:
        if perblock == 2:
          h = (given[2 * i + 1] + given[2 * i + 2]) * 0.5
        else:
          h = given[i + 1]
        x = x + (self).linear(torch.unsqueeze(torch.slice(h, 0, T - rows, T).to(self.dtype), 0), 2 + i)
    if last or observe:
      x = (self).norm(x, 2 * self.L)
      if observe:
        levels.append(x)
      levels.append(torch.slice(x, 1, x.size(1) - 1, x.size(1)))
    return levels

  def rows_after(self: __torch__.GptNeox, first: Tensor, second: Tensor) -> Tensor:
    return torch.cat([first, second], 1)

  def head(self: __torch__.GptNeox, h: Tensor) -> Tensor:
    return (self).linear(h, 0).to(6)

  # Logits of the last row of h, [V] in f32.
  def last_logits(self: __torch__.GptNeox, h: Tensor) -> Tensor:
    return torch.reshape((self).head(torch.slice(h, 1, h.size(1) - 1, h.size(1))), [-1])

  def best(self: __torch__.GptNeox, h: Tensor) -> int:
    return int(torch.argmax((self).last_logits(h)).item())

  # One greedy step: feeds one id after n positions and returns the next one.
  def step(self: __torch__.GptNeox, id: int, kv: List[Tensor], n: int) -> int:
    ids = torch.full([1], id, dtype=4, device=ops.prim.device(self.embed))
    return (self).best(((self).tokens(ids, kv, n, 1, False))[0])

  # Log-probabilities (f64) of targets [T] under rows h [1, T, d], a few rows of logits at a time.
  def log_probabilities(self: __torch__.GptNeox, h: Tensor, targets: Tensor) -> Tensor:
    parts = annotate(List[Tensor], [])
    T = h.size(1)
    step = 64
    for j in range((T + step - 1) // step):
      e = min((j + 1) * step, T)
      logits = torch.squeeze((self).head(torch.slice(h, 1, j * step, e)), 0).to(7)
      t = torch.unsqueeze(torch.slice(targets, 0, j * step, e), 1).to(ops.prim.device(h))
      parts.append(torch.squeeze(torch.gather(logits, 1, t), 1) - torch.logsumexp(logits, [1]))
    return torch.cat(parts).to(torch.device("cpu"))

  def widen(self: __torch__.GptNeox, x: Tensor) -> Tensor:
    return torch.contiguous(x).to(6).to(torch.device("cpu"))

  # Rows from .. to of every level.
  def rows(self: __torch__.GptNeox, levels: List[Tensor], start: int, end: int) -> List[Tensor]:
    parts = annotate(List[Tensor], [])
    for i in range(len(levels)):
      parts.append(torch.clone(torch.slice(levels[i], 0, start, end)))
    return parts

  # The levels of two runs of windows, one after the other.
  def join(self: __torch__.GptNeox, first: List[Tensor], second: List[Tensor]) -> List[Tensor]:
    both = annotate(List[Tensor], [])
    for i in range(len(first)):
      both.append(torch.cat([first[i], second[i]]))
    return both

  # ---- encoder: whole windows, no cache ------------------------------------------------------

  # ids [B, W]; at [S] = positions of the slots in a window. Runs the first blocks blocks and returns
  # levels 0 .. blocks (the last of them alone where self.top), each [B * S, d] in window order; the network's
  # last level is normed. The last block that is run gives nothing but slot rows, so only these leave it.
  # An ICAE encoder has learned tokens: S of them follow the window, and its slots are their rows.
  def encode(self: __torch__.GptNeox, ids: Tensor, at: Tensor, blocks: int) -> List[Tensor]:
    v = ops.prim.device(self.embed)
    ids = ids.to(v)
    at = at.to(v)
    B = ids.size(0)
    W = ids.size(1)
    x = torch.embedding(self.embed, ids).to(self.dtype)
    if self.memory.size(0) > 0:
      S = at.size(0)
      memory = torch.unsqueeze(torch.slice(self.memory, 0, 0, S), 0).to(self.dtype)
      x = torch.cat([x, memory.expand([B, S, self.d])], 1)
      at = torch.arange(W, W + S, dtype=4, device=v)
      W = W + S
    a = (self).angles(0, W)
    cos = torch.cos(a)
    sin = torch.sin(a)
    levels = annotate(List[Tensor], [])
    if not self.top:
      levels.append(torch.reshape(torch.index_select(x, 1, at), [-1, self.d]))
    for i in range(blocks):
      c = (self).project(x, i)
      k = (self).rotate(c[1], cos, sin, self.dtype)
      if i < blocks - 1:
        q = (self).rotate(c[0], cos, sin, self.dtype)
        x = (self).finish(x, torch.scaled_dot_product_attention(q, k, c[2], None, 0., True), i)
        if not self.top:
          levels.append(torch.reshape(torch.index_select(x, 1, at), [-1, self.d]))
      else:
        q = (self).rotate(torch.index_select(c[0], 2, at), torch.index_select(cos, 0, at), torch.index_select(sin, 0, at), self.dtype)
        seen = torch.unsqueeze(torch.arange(W, dtype=4, device=v), 0) <= torch.unsqueeze(at, 1)
        y = torch.scaled_dot_product_attention(q, k, c[2], seen)
        x = (self).finish(torch.index_select(x, 1, at), y, i)
        if i == self.L - 1:
          x = (self).norm(x, 2 * self.L)
        levels.append(torch.reshape(x, [-1, self.d]))
    return levels
