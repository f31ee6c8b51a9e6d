// Solves an assignment as a minimum-cost flow with LEMON's NetworkSimplex and prints one line of JSON.
// Input, a text file: needs, suppliers, edges, most partners of a need, most needs of a supplier; then of each edge its need,
// supplier and value, all whole numbers. Building the graph is part of the time, reading the file is not.
#include <chrono>
#include <cstdio>
#include <vector>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::FILE* file = std::fopen(argv[1], "r");
  int needs, suppliers, edges, needMax, supplierMax;
  if (!file || std::fscanf(file, "%d %d %d %d %d", &needs, &suppliers, &edges, &needMax, &supplierMax) != 5) return 2;
  std::vector<int> need(edges), supplier(edges);
  std::vector<long long> value(edges);
  for (int e = 0; e < edges; e++)
    if (std::fscanf(file, "%d %d %lld", &need[e], &supplier[e], &value[e]) != 3) return 2;
  std::fclose(file);

  const auto started = std::chrono::steady_clock::now();
  using Graph = lemon::SmartDigraph;
  Graph graph;
  graph.reserveNode(needs + suppliers + 1);
  graph.reserveArc(edges + needs + suppliers);
  for (int node = 0; node <= needs + suppliers; node++) graph.addNode();
  Graph::ArcMap<long long> upper(graph), cost(graph);
  const Graph::Node root = graph.nodeFromId(needs + suppliers);
  const auto add = [&](Graph::Node from, Graph::Node to, long long most, long long price) {
    const Graph::Arc arc = graph.addArc(from, to);
    upper[arc] = most;
    cost[arc] = price;
  };
  for (int e = 0; e < edges; e++)
    add(graph.nodeFromId(need[e]), graph.nodeFromId(needs + supplier[e]), 1, -value[e]);
  for (int n = 0; n < needs; n++) add(root, graph.nodeFromId(n), needMax, 0);
  for (int s = 0; s < suppliers; s++) add(graph.nodeFromId(needs + s), root, supplierMax, 0);
  lemon::NetworkSimplex<Graph, long long, long long> simplex(graph);
  const bool solved = simplex.upperMap(upper).costMap(cost).run() == simplex.OPTIMAL;
  const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
  std::printf("{\"value\": %lld, \"ms\": %.1f}\n", -simplex.totalCost<long long>(), ms);
  return solved ? 0 : 1;
}
