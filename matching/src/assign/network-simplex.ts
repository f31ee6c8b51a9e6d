/**
 * Minimum-cost flow by the primal network simplex method, on typed arrays.
 *
 * A basis is a spanning tree of arcs whose flow may lie between its bounds; every other arc is at one of them. Tree arcs
 * cost nothing once each node has its potential, and an arc whose reduced cost has the wrong sign closes a cycle along
 * which flow is worth pushing:
 *
 *        root                      root             the arc u -> v enters, the first arc of the cycle that
 *        /  \                      /  \             is full leaves, and the part that hung below it moves
 *       a    b        ->          a    b            to the other end of the new arc; only that part gets
 *       |    |                         |            new potentials
 *       u . .v  (u -> v enters)        v - u
 *
 * Entering arcs are found by block search: the best of a run of about sqrt(arcs) arcs, going round (Kelly and O'Neill
 * 1991; Király and Kovács 2012, who found it the best rule in general). The tree stays *strongly feasible*: every node can
 * send a little more flow to the root. With the last blocking arc of the cycle leaving, this excludes endless loops
 * (Cunningham 1976), which matters, for most pivots of an assignment push nothing.
 *
 * Several objectives can be minimised in turn, each among the optima of those before: an arc with a reduced cost other than
 * 0 has the same flow in every optimum, so {@link NetworkSimplex.keepOptimal} takes it out of the game.
 */

/** Arcs a: source[a] -> target[a], flow 0 .. upper[a]. Nodes 0 .. nodeCount - 1, and the root nodeCount. */
export interface Network {
  readonly nodeCount: number;
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly upper: Float64Array;
  /** What each node sends out beyond what it takes in; the root takes the rest. */
  readonly supply: Float64Array;
  /**
   * The first tree: for each node an arc from it to a node that is nearer to the root. Strongly feasible when it starts
   * with a flow below its upper bound.
   */
  readonly parentArc: Int32Array;
}

const AT_LOWER = 1;
const AT_UPPER = -1;
const IN_TREE = 0;
const OUT_OF_GAME = 0;
const SMALLEST_BLOCK = 16;
const MOST_WARM = 32;
const NONE = -1;

export class NetworkSimplex {
  readonly network: Network;
  /** Of each arc; kept feasible from the first pivot to the last. */
  readonly flow: Float64Array;
  /** Of each node, for the costs minimised last. */
  readonly potential: Float64Array;
  readonly #root: number;
  // The tree: parent and arc to it, whether that arc leads up, and the children of a node as a linked list.
  readonly #parent: Int32Array;
  readonly #arc: Int32Array;
  readonly #leadsUp: Uint8Array;
  readonly #depth: Int32Array;
  readonly #firstChild: Int32Array;
  readonly #nextSibling: Int32Array;
  readonly #previousSibling: Int32Array;
  /** AT_LOWER, AT_UPPER, or 0 for what cannot enter: the sign with which a reduced cost of the right kind is positive. */
  readonly #state: Int8Array;
  /** The arcs that may still enter, in the order in which they are looked at. */
  #playing: Int32Array;
  #place: number;
  /** Arcs by the nodes that they touch, made when {@link settle} first asks. */
  #touching: { readonly start: Uint32Array; readonly arcs: Uint32Array } | null = null;

  /**
   * @param flow a feasible flow, changed in place; arcs outside the tree at 0 or at their upper bound.
   * @param seed where the search for entering arcs begins, which decides between equally good flows.
   */
  constructor(network: Network, flow: Float64Array, seed = 1) {
    const { nodeCount, source, target, parentArc } = network;
    this.network = network;
    this.flow = flow;
    this.#root = nodeCount;
    this.potential = new Float64Array(nodeCount + 1);
    this.#parent = new Int32Array(nodeCount + 1).fill(NONE);
    this.#arc = new Int32Array(nodeCount + 1).fill(NONE);
    this.#leadsUp = new Uint8Array(nodeCount + 1);
    this.#depth = new Int32Array(nodeCount + 1);
    this.#firstChild = new Int32Array(nodeCount + 1).fill(NONE);
    this.#nextSibling = new Int32Array(nodeCount + 1).fill(NONE);
    this.#previousSibling = new Int32Array(nodeCount + 1).fill(NONE);
    // Plain loops: over millions of arcs, iterators and callbacks cost more than a whole solution.
    this.#state = new Int8Array(flow.length);
    this.#playing = new Int32Array(flow.length);
    for (let arc = 0; arc < flow.length; arc++) {
      this.#state[arc] = flow[arc]! > 0 ? AT_UPPER : AT_LOWER;
      this.#playing[arc] = arc;
    }
    for (let node = 0; node < nodeCount; node++) {
      const arc = parentArc[node]!;
      this.#state[arc] = IN_TREE;
      this.#arc[node] = arc;
      this.#leadsUp[node] = source[arc] === node ? 1 : 0;
      this.#hang(node, source[arc] === node ? target[arc]! : source[arc]!);
    }
    this.#place = source.length === 0 ? 0 : ((seed - 1) * 7919) % source.length;
    this.#setPotentials(new Float64Array(flow.length));
  }

  /** Changes the flow to one of least cost. Costs are whole numbers, small enough for sums along a path to be exact. */
  minimise(cost: Float64Array): void {
    // Potentials are updated pivot by pivot; the last pass begins with fresh ones, so no error can have crept in.
    do this.#setPotentials(cost);
    while (this.#pivotAll(cost) > 0);
  }

  /** From now on every flow is among the optima of the costs minimised last. */
  keepOptimal(cost: Float64Array): void {
    const { source, target } = this.network;
    const { potential } = this;
    let left = 0;
    for (const arc of this.#playing) {
      const reduced = cost[arc]! + potential[source[arc]!]! - potential[target[arc]!]!;
      if (reduced === 0) this.#playing[left++] = arc;
      else this.#state[arc] = OUT_OF_GAME;
    }
    this.#playing = this.#playing.slice(0, left);
    this.#place = 0;
  }

  /**
   * {@link minimise} and {@link keepOptimal} in one, for costs that are 0 but on few arcs: potentials then are 0 but on the
   * branches that hang from those, and only arcs that touch such branches can have a reduced cost. Thousands of small
   * objectives in turn cost about as much as one large one.
   *
   * @param charged all arcs with a cost.
   */
  settle(cost: Float64Array, charged: Uint32Array): void {
    const { source, target } = this.network;
    const { potential } = this;
    const { start, arcs } = (this.#touching ??= listTouching(this.network));
    const warm: number[] = [];
    const isWarm = new Uint8Array(potential.length);
    const heat = (top: number): void => {
      for (const node of this.#branch(top)) {
        if (isWarm[node] === 1) continue;
        isWarm[node] = 1;
        warm.push(node);
      }
    };
    potential.fill(0);
    for (const arc of charged) {
      const child = this.#arc[source[arc]!] === arc ? source[arc]! : target[arc]!;
      if (this.#arc[child] !== arc) continue;
      this.#shiftBranch(child, this.#leadsUp[child] === 1 ? -cost[arc]! : cost[arc]!);
      heat(child);
    }
    // Beyond a certain size, looking round in blocks is cheaper than looking at everything near.
    const isLarge = (): boolean => warm.length > Math.max(MOST_WARM, potential.length / 32);
    const reducedOf = (arc: number): number => cost[arc]! + potential[source[arc]!]! - potential[target[arc]!]!;
    const forEachNear = (look: (arc: number) => void): void => {
      for (const arc of charged) look(arc);
      for (const node of warm) for (let at = start[node]!; at < start[node + 1]!; at++) look(arcs[at]!);
    };
    for (;;) {
      if (isLarge()) {
        while (this.#pivotAll(cost) > 0) this.#setPotentials(cost);
        this.keepOptimal(cost);
        return;
      }
      let best = 0;
      let entering = NONE;
      forEachNear((arc) => {
        const reduced = this.#state[arc]! * reducedOf(arc);
        if (reduced >= best) return;
        best = reduced;
        entering = arc;
      });
      if (entering === NONE) break;
      const moved = this.#pivot(entering, cost);
      if (moved !== NONE) heat(moved);
    }
    forEachNear((arc) => {
      if (reducedOf(arc) !== 0) this.#state[arc] = OUT_OF_GAME;
    });
  }

  /** The nodes of a branch, from the top on. */
  #branch(top: number): number[] {
    const nodes = [top];
    for (let at = 0; at < nodes.length; at++) {
      for (let child = this.#firstChild[nodes[at]!]!; child !== NONE; child = this.#nextSibling[child]!)
        nodes.push(child);
    }
    return nodes;
  }

  #pivotAll(cost: Float64Array): number {
    let pivots = 0;
    for (let entering = this.#findEntering(cost); entering !== NONE; entering = this.#findEntering(cost)) {
      this.#pivot(entering, cost);
      pivots += 1;
    }
    return pivots;
  }

  /** The arc with the most wrong reduced cost of the next block that has one; NONE when there is no such block. */
  #findEntering(cost: Float64Array): number {
    const playing = this.#playing;
    const state = this.#state;
    const { source, target } = this.network;
    const { potential } = this;
    const block = Math.max(SMALLEST_BLOCK, Math.ceil(Math.sqrt(playing.length)));
    let place = this.#place;
    let best = 0;
    let entering = NONE;
    for (let left = playing.length; left > 0 && entering === NONE; ) {
      if (place >= playing.length) place = 0;
      const end = Math.min(place + Math.min(block, left), playing.length);
      left -= end - place;
      for (; place < end; place++) {
        const arc = playing[place]!;
        const sign = state[arc]!;
        if (sign === 0) continue;
        const reduced = sign * (cost[arc]! + potential[source[arc]!]! - potential[target[arc]!]!);
        if (reduced < best) {
          best = reduced;
          entering = arc;
        }
      }
    }
    this.#place = place;
    return entering;
  }

  /** Returns the top of the branch that moved; NONE when none did. */
  #pivot(entering: number, cost: Float64Array): number {
    const { source, target, upper } = this.network;
    const { flow, potential } = this;
    const parent = this.#parent;
    const treeArc = this.#arc;
    const leadsUp = this.#leadsUp;
    const depth = this.#depth;
    const isForward = this.#state[entering] === AT_LOWER;
    // Flow runs from the join down to `first`, over the entering arc to `second`, and up to the join again.
    const first = isForward ? source[entering]! : target[entering]!;
    const second = isForward ? target[entering]! : source[entering]!;

    let down = first;
    let up = second;
    let roomDown = isForward ? upper[entering]! - flow[entering]! : flow[entering]!;
    let roomUp = Infinity;
    let lastDown = NONE;
    let lastUp = NONE;
    while (down !== up) {
      if (depth[down]! >= depth[up]!) {
        const arc = treeArc[down]!;
        const room = leadsUp[down] === 1 ? flow[arc]! : upper[arc]! - flow[arc]!;
        if (room < roomDown) {
          roomDown = room;
          lastDown = down;
        }
        down = parent[down]!;
      } else {
        const arc = treeArc[up]!;
        const room = leadsUp[up] === 1 ? upper[arc]! - flow[arc]! : flow[arc]!;
        if (room <= roomUp) {
          roomUp = room;
          lastUp = up;
        }
        up = parent[up]!;
      }
    }
    const join = down;
    // On equal terms the arc that the cycle meets last: see strongly feasible trees above.
    const leavesUp = roomUp <= roomDown;
    const amount = leavesUp ? roomUp : roomDown;
    if (amount > 0) {
      flow[entering]! += isForward ? amount : -amount;
      for (let node = first; node !== join; node = parent[node]!)
        flow[treeArc[node]!]! -= leadsUp[node] === 1 ? amount : -amount;
      for (let node = second; node !== join; node = parent[node]!)
        flow[treeArc[node]!]! += leadsUp[node] === 1 ? amount : -amount;
    }
    const cut = leavesUp ? lastUp : lastDown;
    if (cut === NONE) {
      this.#state[entering] = isForward ? AT_UPPER : AT_LOWER;
      return NONE;
    }
    const leaving = treeArc[cut]!;
    this.#state[leaving] = flow[leaving]! > 0 ? AT_UPPER : AT_LOWER;
    this.#state[entering] = IN_TREE;
    const moved = leavesUp ? second : first;
    const reduced = cost[entering]! + potential[source[entering]!]! - potential[target[entering]!]!;
    this.#moveBranch(moved, cut, entering, leavesUp ? first : second);
    this.#shiftBranch(moved, source[entering] === moved ? -reduced : reduced);
    return moved;
  }

  /** Hangs the branch below the arc of `cut` under `newParent` by the arc `entering`, with `top` on top. */
  #moveBranch(top: number, cut: number, entering: number, newParent: number): void {
    const { source } = this.network;
    let node = top;
    let above = newParent;
    let arc = entering;
    for (;;) {
      const oldParent = this.#parent[node]!;
      const oldArc = this.#arc[node]!;
      this.#unhang(node);
      this.#hang(node, above);
      this.#arc[node] = arc;
      this.#leadsUp[node] = source[arc] === node ? 1 : 0;
      if (node === cut) return;
      above = node;
      arc = oldArc;
      node = oldParent;
    }
  }

  /** Adds to the potentials of a branch, and sets its depths. */
  #shiftBranch(top: number, change: number): void {
    const { potential } = this;
    const parent = this.#parent;
    const depth = this.#depth;
    const firstChild = this.#firstChild;
    const nextSibling = this.#nextSibling;
    let node = top;
    for (;;) {
      potential[node]! += change;
      depth[node] = depth[parent[node]!]! + 1;
      if (firstChild[node]! !== NONE) {
        node = firstChild[node]!;
        continue;
      }
      while (node !== top && nextSibling[node] === NONE) node = parent[node]!;
      if (node === top) return;
      node = nextSibling[node]!;
    }
  }

  #setPotentials(cost: Float64Array): void {
    const { potential } = this;
    const root = this.#root;
    potential[root] = 0;
    let node = this.#firstChild[root]!;
    while (node !== NONE) {
      const parent = this.#parent[node]!;
      const price = cost[this.#arc[node]!]!;
      potential[node] = potential[parent]! + (this.#leadsUp[node] === 1 ? -price : price);
      this.#depth[node] = this.#depth[parent]! + 1;
      if (this.#firstChild[node]! !== NONE) {
        node = this.#firstChild[node]!;
        continue;
      }
      while (node !== root && this.#nextSibling[node] === NONE) node = this.#parent[node]!;
      node = node === root ? NONE : this.#nextSibling[node]!;
    }
  }

  #hang(node: number, parent: number): void {
    const next = this.#firstChild[parent]!;
    this.#parent[node] = parent;
    this.#nextSibling[node] = next;
    this.#previousSibling[node] = NONE;
    if (next !== NONE) this.#previousSibling[next] = node;
    this.#firstChild[parent] = node;
  }

  #unhang(node: number): void {
    const next = this.#nextSibling[node]!;
    const previous = this.#previousSibling[node]!;
    if (previous === NONE) this.#firstChild[this.#parent[node]!] = next;
    else this.#nextSibling[previous] = next;
    if (next !== NONE) this.#previousSibling[next] = previous;
  }
}

function listTouching({ nodeCount, source, target }: Network): { start: Uint32Array; arcs: Uint32Array } {
  const start = new Uint32Array(nodeCount + 2);
  for (let arc = 0; arc < source.length; arc++) {
    start[source[arc]! + 1]! += 1;
    start[target[arc]! + 1]! += 1;
  }
  for (let node = 0; node <= nodeCount; node++) start[node + 1]! += start[node]!;
  const next = start.slice();
  const arcs = new Uint32Array(2 * source.length);
  for (let arc = 0; arc < source.length; arc++) {
    arcs[next[source[arc]!]!++] = arc;
    arcs[next[target[arc]!]!++] = arc;
  }
  return { start, arcs };
}
