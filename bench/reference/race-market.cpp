/**
 * The race market as one plain C++ program: what the same rules cost without an engine around them.
 *
 * It follows sim/economy for a market of one class, one region and exponential answers: demand.ts, selection.ts,
 * service.ts and outcome.ts of queries/ in one loop a query, then settlement, costs and tatonnement once a tick, with
 * the same random words. Its figures must equal the engine's to the last micro-token; bench/reference.ts compares them.
 * The engine reads racers, classes, regions, sizes, budgets and reservation prices from the scenario; here
 * five racers and two verifiers are known to the compiler, and what the market does not use is left out.
 *
 * Usage: race-market START TICKS. START holds lines `name value value ...`, and so does what is printed.
 */
#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <limits>
#include <numbers>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

using i64 = std::int64_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;

// ---- Random words: Threefry 4x32 with 12 rounds, by key and counter (random.ts) ----

/** What a draw is for (purposes.ts). */
enum Purpose : u32 { ARRIVAL = 1, SELECTION = 2, RACE = 3, TIE = 5 };

struct Key {
  u32 word[5];
};

inline void mix(u32& a, u32& b, int rotation) {
  a += b;
  b = std::rotl(b, rotation) ^ a;
}

/** One block of four words. */
inline void threefry(const Key& key, u32 index, u32 agent, u32 tick, u32 purpose, u32* out) {
  const u32* k = key.word;
  u32 x0 = index + k[0];
  u32 x1 = agent + k[1];
  u32 x2 = tick + k[2];
  u32 x3 = purpose + k[3];
  mix(x0, x1, 10), mix(x2, x3, 26);
  mix(x0, x3, 11), mix(x2, x1, 21);
  mix(x0, x1, 13), mix(x2, x3, 27);
  mix(x0, x3, 23), mix(x2, x1, 5);
  x0 += k[1], x1 += k[2], x2 += k[3], x3 += k[4] + 1;
  mix(x0, x1, 6), mix(x2, x3, 20);
  mix(x0, x3, 17), mix(x2, x1, 11);
  mix(x0, x1, 25), mix(x2, x3, 10);
  mix(x0, x3, 18), mix(x2, x1, 20);
  x0 += k[2], x1 += k[3], x2 += k[4], x3 += k[0] + 2;
  mix(x0, x1, 10), mix(x2, x3, 26);
  mix(x0, x3, 11), mix(x2, x1, 21);
  mix(x0, x1, 13), mix(x2, x3, 27);
  mix(x0, x3, 23), mix(x2, x1, 5);
  out[0] = x0 + k[3];
  out[1] = x1 + k[4];
  out[2] = x2 + k[0];
  out[3] = x3 + k[1] + 3;
}

// ---- Elementary functions and the exponential variate, to the bit (elementary.ts, variates.ts) ----

constexpr double LN2_HIGH = 0.6931471805598903;
constexpr double LN2_LOW = 5.497923018708371e-14;

/** e to the power x, for results that are normal numbers. */
double exponentialOf(double x) {
  const int k = static_cast<int>(std::floor(x * std::numbers::log2e + 0.5));
  const double high = x - k * LN2_HIGH;
  const double low = k * LN2_LOW;
  const double r = high - low;
  const double t = r * r;
  const double p = 6.613756462990855e-5 + t * (-1.6534046756143388e-6 + t * 4.143141020859916e-8);
  const double c = r - t * (0.1666666666666666 + t * (-0.002777777777754694 + t * p));
  const double sum = 1 + high;
  return std::ldexp(sum + (1 - sum + high + ((r * c) / (2 - c) - low)), k);
}

/** Natural logarithm of a number from 1 to 2. */
double logarithmOf(double x) {
  const int k = x >= std::numbers::sqrt2 ? 1 : 0;
  const double f = (k == 1 ? x / 2 : x) - 1;
  const double s = f / (2 + f);
  const double z = s * s;
  const double v = z * z;
  const double odd =
      z * (0.666666666666667 + v * (0.28571428628810996 + v * (0.18182922513515942 + v * 0.14630031364122906)));
  const double even = v * (0.3999999999989322 + v * (0.22222210674238516 + v * 0.153306173067433));
  const double half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + odd + even) + k * LN2_LOW) - f);
}

constexpr u32 CELLS = 2048;
double LOGARITHMS[CELLS];

void fillLogarithms() {
  for (u32 cell = 0; cell < CELLS; cell++) LOGARITHMS[cell] = logarithmOf(4096.0 / (cell + CELLS + 1));
}

/** Exponential variate of mean 1 from one word. */
inline double exponential(u32 word) {
  const int zeros = std::countl_zero(word);
  if (zeros == 32) return 33 * std::numbers::ln2;
  const u32 shifted = (word << zeros) | ((1u << zeros) >> 1);
  const u32 cell = (shifted >> 20) & (CELLS - 1);
  const double d = (static_cast<int>(~shifted & 0xfffff) + 0.5) / 0x100000 / static_cast<int>(cell + CELLS + 1);
  return zeros * std::numbers::ln2 + LOGARITHMS[cell] + (d + 0.5 * d * d);
}

// ---- What the program reads and prints ----

class Lines {
 public:
  explicit Lines(const char* path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error(std::string(path) + ": cannot be read");
    for (std::string line; std::getline(file, line);) {
      std::istringstream words(line);
      std::string name;
      words >> name;
      std::vector<double>& values = lines_[name];
      for (double value; words >> value;) values.push_back(value);
    }
  }

  const std::vector<double>& column(const std::string& name) const {
    const auto found = lines_.find(name);
    if (found == lines_.end() || found->second.empty())
      throw std::runtime_error("start: expected " + name + ", got none");
    return found->second;
  }

  double number(const std::string& name) const { return column(name)[0]; }

 private:
  std::unordered_map<std::string, std::vector<double>> lines_;
};

void print(const char* name, i64 value) { std::printf("%s %lld\n", name, static_cast<long long>(value)); }

/** A line with `value` of each row. */
template <typename Row, typename Value>
void print(const char* name, const std::vector<Row>& rows, Value value) {
  std::printf("%s", name);
  for (const Row& row : rows) std::printf(" %lld", static_cast<long long>(value(row)));
  std::printf("\n");
}

// ---- The market ----

constexpr int RACERS = 5;
constexpr int VERIFIERS = 2;
constexpr int BUCKETS = 896;
constexpr double WORDS = 4294967296.0;

struct Customer {
  double hazard;  // time to the next query in units of its mean gap
  double rate;    // query/s
};

struct Operator {
  i64 wallet, dollars, stake;  // micro-token, micro-dollar, micro-token
  double queryCost;            // micro-dollar/query
  double price;                // micro-token/query
  i64 posted;                  // the same in whole micro-tokens
  double owed = 0;             // micro-dollar, less than one
  double utilisation = 0;
  i64 answered = 0, won = 0, paid = 0, wrong = 0;  // since the start
};

struct Node {
  u32 owner;
  int servers;
  double mean;        // s
  double load = 0;    // work of the last tick over capacity
  double spread;      // 1 over its accuracy
  double rightBelow;  // words below this are right answers
  // In this tick.
  double scale = 0;  // mean service time under load, s
  i64 fee = 0;       // micro-token
  i64 answered = 0, latency = 0, caught = 0, won = 0, paidQueries = 0, paid = 0, verified = 0;
};

/** A slot of the alias table: words below the threshold draw one node, the others another. */
struct Slot {
  u32 threshold, below, above;
};

struct Tally {
  i64 raced = 0, answered = 0, paid = 0, late = 0, unanswered = 0, fees = 0, refunds = 0, latency = 0;
};

/** Seconds in whole microseconds. */
inline i64 microseconds(double seconds) { return static_cast<i64>(std::min(4294967295.0, seconds * 1e6 + 0.5)); }

inline int bucketOf(i64 time) {
  const u32 value = static_cast<u32>(time);
  const int shift = std::max(0, 26 - std::countl_zero(value));
  return shift * 32 + static_cast<int>(value >> shift);
}

/** Mean time in M/M/c over the mean service time, c B / (c - a (1 - B)) with Erlang's B; the load is capped at 0.99. */
double stretchOf(int servers, double rho) {
  const double load = std::min(rho, 0.99);
  if (load <= 0) return 1;
  const double offered = servers * load;
  double blocked = 1;
  for (int c = 1; c <= servers; c++) blocked = (offered * blocked) / (c + offered * blocked);
  const double waits = (servers * blocked) / (servers - offered * (1 - blocked));
  return 1 + waits / (servers * (1 - load));
}

class Market {
 public:
  explicit Market(const Lines& start);
  void step();
  void report() const;

 private:
  void publish();
  void buildSlots();
  void raceAll();
  void race(u32 customer, u32 index, Tally& sum);
  int selectFurther(u32 customer, u32 index, u32* chosen, int count);
  u32 drawRemaining(u32 word) const;
  int breakTie(u32 customer, u32 index, const double* latency, u32 wrong, int winner, int count) const;
  void settle();
  void payStakers();
  void payCosts();
  void reprice();

  Key key_;
  u32 tick_ = 0;
  double tickLength_, sla_, refund_, tokenPrice_;
  double operatorsShare_, winnerShare_, providersShare_, stakersShare_;
  double halfLife_, speed_, target_, floor_, ceiling_;
  double smoothed_ = 0;
  i64 treasury_ = 0, providers_ = 0, stakers_ = 0;
  std::vector<Operator> operators_;
  std::vector<Node> nodes_;
  std::vector<Customer> customers_;
  std::vector<double> weights_;
  std::vector<Slot> slots_;
  std::vector<u32> stamps_;  // by node: the last query for which it was drawn
  u32 stamp_ = 0;
  int blocks_;  // of four random words that a query takes: one more where nodes are few and often taken
  Tally now_, total_;  // of this tick, of all ticks
  std::vector<i64> buckets_ = std::vector<i64>(BUCKETS);
};

Market::Market(const Lines& start)
    : tickLength_(start.number("tick")),
      sla_(start.number("sla")),
      refund_(start.number("refund")),
      tokenPrice_(start.number("tokenPrice")),
      operatorsShare_(start.number("operatorsShare")),
      winnerShare_(start.number("winnerShare")),
      providersShare_(start.number("providersShare")),
      stakersShare_(start.number("stakersShare")),
      halfLife_(start.number("halfLife")),
      speed_(start.number("speed")),
      target_(start.number("target")),
      floor_(start.number("floor")),
      ceiling_(start.number("ceiling")) {
  key_.word[4] = 0x1bd11bda;
  for (int k = 0; k < 4; k++) {
    key_.word[k] = static_cast<u32>(start.column("key")[k]);
    key_.word[4] ^= key_.word[k];
  }
  const std::vector<double>& prices = start.column("price");
  for (size_t o = 0; o < prices.size(); o++) {
    operators_.push_back({.wallet = static_cast<i64>(start.column("wallet")[o]),
                          .dollars = static_cast<i64>(start.column("dollars")[o]),
                          .stake = static_cast<i64>(start.column("stake")[o]),
                          .queryCost = start.column("queryCost")[o],
                          .price = prices[o],
                          .posted = static_cast<i64>(start.column("posted")[o])});
  }
  const std::vector<double>& owners = start.column("owner");
  for (size_t i = 0; i < owners.size(); i++) {
    nodes_.push_back({.owner = static_cast<u32>(owners[i]),
                      .servers = static_cast<int>(start.column("servers")[i]),
                      .mean = start.column("mean")[i],
                      .spread = start.column("spread")[i],
                      .rightBelow = start.column("rightBelow")[i]});
  }
  const std::vector<double>& hazards = start.column("hazard");
  const std::vector<double>& rates = start.column("rate");
  for (size_t c = 0; c < hazards.size(); c++) customers_.push_back({hazards[c], rates[c]});
  weights_.resize(nodes_.size());
  slots_.resize(nodes_.size());
  stamps_.resize(nodes_.size());
  blocks_ = nodes_.size() < 8 * RACERS ? 4 : 3;
}

void Market::step() {
  publish();
  raceAll();
  settle();
  payStakers();
  payCosts();
  reprice();
  tick_++;
}

/** Clears the tallies and publishes what customers see in this tick: fees, speeds and the weights of selection. */
void Market::publish() {
  now_ = {};
  std::fill(buckets_.begin(), buckets_.end(), 0);
  i64 cheapest = std::numeric_limits<i64>::max();
  for (Node& node : nodes_) {
    node.answered = node.latency = node.caught = node.won = node.paidQueries = node.paid = node.verified = 0;
    node.fee = operators_[node.owner].posted;
    node.scale = node.mean * stretchOf(node.servers, node.load);
    cheapest = std::min(cheapest, node.fee);
  }
  for (size_t i = 0; i < nodes_.size(); i++) {
    const double ratio = static_cast<double>(cheapest) / static_cast<double>(nodes_[i].fee);
    weights_[i] = ratio * ratio;
  }
  buildSlots();
}

/** The alias table of the weights (Vose 1991). */
void Market::buildSlots() {
  const size_t n = nodes_.size();
  double sum = 0;
  for (const double weight : weights_) sum += weight;
  std::vector<double> cut(n);
  std::vector<u32> alias(n);
  // Two stacks in one: rows with less than a slot grow from the left, the others from the right.
  std::vector<u32> stack(n);
  size_t poor = 0;
  size_t rich = n;
  for (u32 row = 0; row < n; row++) {
    cut[row] = (weights_[row] / sum) * n;
    alias[row] = row;
    stack[cut[row] < 1 ? poor++ : --rich] = row;
  }
  const double width = WORDS / n;
  while (poor > 0 && rich < n) {
    const u32 from = stack[--poor];
    const u32 to = stack[rich];
    const double placed = cut[from];
    cut[from] = (from + placed) * width;
    alias[from] = to;
    cut[to] = cut[to] + placed - 1;
    if (cut[to] < 1) {
      rich++;
      stack[poor++] = to;
    }
  }
  while (poor > 0) cut[stack[--poor]] = WORDS;
  while (rich < n) cut[stack[rich++]] = WORDS;
  for (u32 row = 0; row < n; row++) {
    const bool own = cut[row] >= WORDS;
    const double half = std::min(WORDS / 2 - 1, std::floor(cut[row] / 2 + 0.5));
    slots_[row] = {own ? 0 : static_cast<u32>(half), row, own ? row : alias[row]};
  }
}

/** Lets all customers ask: each is a Poisson process, and every crossing of its hazard is a query. */
void Market::raceAll() {
  Tally sum;
  const u32 customers = static_cast<u32>(customers_.size());
  for (u32 c = 0; c < customers; c++) {
    Customer& customer = customers_[c];
    const double expected = customer.rate * tickLength_;
    double x = customer.hazard;
    u32 arrivals[4];
    for (u32 index = 0; x < expected; index++) {
      if (index % 2 == 0) threefry(key_, index / 2, c, tick_, ARRIVAL, arrivals);
      race(c, index, sum);
      x += exponential(arrivals[index % 2 * 2]);
    }
    customer.hazard = x - expected;
  }
  now_ = sum;
}

/** One query: who races for it, who wins, who verifies, and what that costs. */
inline void Market::race(u32 customer, u32 index, Tally& sum) {
  u32 words[16];
  for (int b = 0; b < 3; b++) threefry(key_, index * 16 + b, customer, tick_, RACE, words + 4 * b);
  if (blocks_ == 4) threefry(key_, index * 16 + 3, customer, tick_, RACE, words + 12);

  // Racers, drawn without replacement. Word 2k draws racer k, word 2k + 1 its answer, those after them stand in for
  // draws that are refused; after three refusals, or without a spare word, further words are drawn.
  const u64 n = slots_.size();
  const Slot* slots = slots_.data();
  u32* stamps = stamps_.data();
  const u32 taken = ++stamp_;
  const int wanted = std::min<int>(RACERS, n);
  const int last = 4 * blocks_;
  u32 chosen[RACERS];
  int count = 0;
  int use = 0;
  int spare = 2 * RACERS;
  int refused = 0;
  while (count < wanted) {
    const u32 half = words[use] >> 1;
    const Slot& slot = slots[half * n >> 31];
    const u32 i = half < slot.threshold ? slot.below : slot.above;
    if (stamps[i] != taken) {
      stamps[i] = taken;
      chosen[count++] = i;
      use = 2 * count;
      refused = 0;
      continue;
    }
    if (spare == last || ++refused == 3) {
      count = selectFurther(customer, index, chosen, count);
      break;
    }
    use = spare++;
  }

  // Answers. One word says whether an answer is right and, spread over all words again, how long it takes.
  Node* nodes = nodes_.data();
  double latency[RACERS];
  u32 wrong = 0;  // bit k: that of racer k
  for (int k = 0; k < count; k++) {
    const Node& node = nodes[chosen[k]];
    const double word = words[2 * k + 1];
    double place = word * node.spread;
    if (!(place < WORDS)) {
      place = (word - node.rightBelow) / (WORDS - node.rightBelow) * WORDS;
      wrong |= 1u << k;
    }
    latency[k] = node.scale * exponential(static_cast<u32>(place));
  }
  for (int k = 0; k < count; k++) {
    Node& node = nodes[chosen[k]];
    node.answered++;
    node.latency += microseconds(latency[k]);
    if (wrong >> k & 1) node.caught++;
  }
  int winner = -1;
  double best = std::numeric_limits<double>::infinity();
  for (int k = 0; k < count; k++) {
    const bool better = (wrong >> k & 1) == 0 && latency[k] < best;
    winner = better ? k : winner;
    best = better ? latency[k] : best;
  }
  int firsts = 0;
  for (int k = 0; k < count; k++) firsts += (wrong >> k & 1) == 0 && latency[k] == best;
  if (firsts > 1) winner = breakTie(customer, index, latency, wrong, winner, count);

  // What it costs and who gets it.
  sum.raced++;
  Node& seller = nodes[chosen[std::max(winner, 0)]];
  i64 net = seller.fee;
  sum.fees += net;
  if (winner < 0) {
    sum.unanswered++;
    sum.refunds += static_cast<i64>(net * refund_);
    return;
  }
  const i64 time = microseconds(best);
  sum.answered++;
  sum.latency += time;
  buckets_[bucketOf(time)]++;
  seller.won++;
  if (best <= sla_) {
    sum.paid++;
    seller.paidQueries++;
  } else {
    sum.late++;
    const i64 refund = static_cast<i64>(net * refund_);
    sum.refunds += refund;
    net -= refund;
  }
  seller.paid += net;
  int seats = VERIFIERS;
  for (int k = 0; seats > 0 && k < count; k++) {
    Node& node = nodes[chosen[k]];
    if (node.owner == seller.owner || (wrong >> k & 1) != 0) continue;
    node.verified += net;
    seats--;
  }
}

/** Draws the racers that are still missing, from words of its own; returns how many there are then. */
[[gnu::noinline]] int Market::selectFurther(u32 customer, u32 index, u32* chosen, int count) {
  u32 words[64];
  for (int b = 0; b < 16; b++) threefry(key_, index * 16 + b, customer, tick_, SELECTION, words + 4 * b);
  const u64 n = slots_.size();
  const int wanted = std::min<int>(RACERS, n);
  int refused = 0;
  for (int used = 0; count < wanted; used++) {
    const u32 half = words[used] >> 1;
    const Slot& slot = slots_[half * n >> 31];
    u32 i = half < slot.threshold ? slot.below : slot.above;
    if (refused == 3) {
      i = drawRemaining(words[used]);
    } else if (stamps_[i] == stamp_) {
      refused++;
      continue;
    }
    stamps_[i] = stamp_;
    chosen[count++] = i;
    refused = 0;
  }
  return count;
}

/** The node drawn in proportion to the weights of those who are not racing yet. */
u32 Market::drawRemaining(u32 word) const {
  double total = 0;
  for (size_t i = 0; i < nodes_.size(); i++)
    if (stamps_[i] != stamp_) total += weights_[i];
  double left = (word + 0.5) / WORDS * total;
  u32 last = 0;
  for (size_t i = 0; i < nodes_.size(); i++) {
    if (stamps_[i] == stamp_) continue;
    last = static_cast<u32>(i);
    left -= weights_[i];
    if (left < 0) break;
  }
  return last;
}

/** Draws the winner evenly among the first right answers. */
[[gnu::noinline]] int Market::breakTie(u32 customer, u32 index, const double* latency, u32 wrong, int winner,
                                       int count) const {
  const double best = latency[winner];
  u32 ties = 1;
  for (int k = winner + 1; k < count; k++) {
    if (latency[k] != best || (wrong >> k & 1) != 0) continue;
    ties++;
    u32 words[4];
    threefry(key_, index * 16 + ties, customer, tick_, TIE, words);
    const double uniform = ((words[0] >> 5) * 67108864.0 + (words[1] >> 6)) / 9007199254740992.0;
    if (uniform * ties < 1) winner = k;
  }
  return winner;
}

/** Pays winners, verifiers, providers and the stakers' account; the treasury takes what the roundings leave. */
void Market::settle() {
  const double winnerShare = operatorsShare_ * winnerShare_;
  const double verifierShare = operatorsShare_ * (1 - winnerShare_) / VERIFIERS;
  const i64 net = now_.fees - now_.refunds;
  i64 left = net;
  for (const Node& node : nodes_) {
    const i64 won = static_cast<i64>(node.paid * winnerShare);
    const i64 checked = static_cast<i64>(node.verified * verifierShare);
    operators_[node.owner].wallet += won + checked;
    left -= won + checked;
  }
  const i64 providers = std::min(left, static_cast<i64>(net * providersShare_));
  const i64 stakers = std::min(left - providers, static_cast<i64>(net * stakersShare_));
  providers_ += providers;
  stakers_ += stakers;
  treasury_ += left - providers - stakers;
  total_.raced += now_.raced;
  total_.answered += now_.answered;
  total_.paid += now_.paid;
  total_.late += now_.late;
  total_.unanswered += now_.unanswered;
  total_.fees += now_.fees;
  total_.refunds += now_.refunds;
  total_.latency += now_.latency;
}

/** Pays the stakers' account out in proportion to stake; what the roundings leave stays in it. */
void Market::payStakers() {
  double stake = 0;
  for (const Operator& one : operators_) stake += static_cast<double>(one.stake);
  i64 paid = 0;
  for (Operator& one : operators_) {
    const i64 reward = static_cast<i64>(stakers_ * (one.stake / stake));
    one.wallet += reward;
    paid += reward;
  }
  stakers_ -= paid;
}

/** Charges the costs of serving in dollars, for which operators sell tokens. */
void Market::payCosts() {
  std::vector<i64> served(operators_.size());
  for (const Node& node : nodes_) served[node.owner] += node.answered;
  for (size_t o = 0; o < operators_.size(); o++) {
    Operator& one = operators_[o];
    const double due = one.queryCost * served[o] + one.owed;
    const i64 whole = static_cast<i64>(due);
    one.owed = due - whole;
    if (const i64 missing = whole - one.dollars; missing > 0) {
      i64 tokens = static_cast<i64>(std::ceil(missing / tokenPrice_));
      if (static_cast<i64>(tokens * tokenPrice_) < missing) tokens++;
      else if (static_cast<i64>((tokens - 1) * tokenPrice_) >= missing) tokens--;
      if (tokens > one.wallet)
        throw std::runtime_error("operator " + std::to_string(o) + ": expected that it can pay its costs");
      one.wallet -= tokens;
      one.dollars += static_cast<i64>(tokens * tokenPrice_);
    }
    one.dollars -= whole;
  }
}

/** Moves loads, utilisations and prices. */
void Market::reprice() {
  const double alpha = 1 - exponentialOf(-std::numbers::ln2 * tickLength_ / halfLife_);
  smoothed_ += tickLength_;
  const double weight = std::max(alpha, tickLength_ / smoothed_);
  std::vector<double> busy(operators_.size());
  std::vector<i64> places(operators_.size());
  for (Node& node : nodes_) {
    Operator& owner = operators_[node.owner];
    owner.answered += node.answered;
    owner.won += node.won;
    owner.paid += node.paidQueries;
    owner.wrong += node.caught;
    node.load = node.answered * node.mean / (node.servers * tickLength_);
    busy[node.owner] += node.load * node.servers;
    places[node.owner] += node.servers;
  }
  for (size_t o = 0; o < operators_.size(); o++) {
    Operator& one = operators_[o];
    one.utilisation += weight * (busy[o] / places[o] - one.utilisation);
    const double wanted = one.price * exponentialOf(speed_ * (one.utilisation - target_));
    one.price = std::min(ceiling_, std::max(floor_, wanted));
    one.posted = static_cast<i64>(std::floor(one.price + 0.5));
  }
}

void Market::report() const {
  print("raced", total_.raced);
  print("answered", total_.answered);
  print("latency", total_.latency);
  print("paid", total_.paid);
  print("late", total_.late);
  print("unanswered", total_.unanswered);
  print("fees", total_.fees);
  print("refunds", total_.refunds);
  print("treasury", treasury_);
  print("providers", providers_);
  print("stakers", stakers_);
  print("operators.wallet", operators_, [](const Operator& one) { return one.wallet; });
  print("operators.dollars", operators_, [](const Operator& one) { return one.dollars; });
  print("operators.posted", operators_, [](const Operator& one) { return one.posted; });
  print("operators.answered", operators_, [](const Operator& one) { return one.answered; });
  print("operators.won", operators_, [](const Operator& one) { return one.won; });
  print("operators.paid", operators_, [](const Operator& one) { return one.paid; });
  print("operators.wrong", operators_, [](const Operator& one) { return one.wrong; });
  print("nodes.won", nodes_, [](const Node& node) { return node.won; });
  print("nodes.paid", nodes_, [](const Node& node) { return node.paid; });
  print("nodes.verified", nodes_, [](const Node& node) { return node.verified; });
  print("nodes.latency", nodes_, [](const Node& node) { return node.latency; });
  print("buckets", buckets_, [](i64 count) { return count; });
}

}  // namespace

int main(int count, char** arguments) {
  try {
    if (count != 3) throw std::runtime_error("usage: race-market START TICKS");
    fillLogarithms();
    Market market{Lines(arguments[1])};
    const int ticks = std::atoi(arguments[2]);
    const auto begun = std::chrono::steady_clock::now();
    for (int tick = 0; tick < ticks; tick++) market.step();
    const std::chrono::nanoseconds spent = std::chrono::steady_clock::now() - begun;
    print("nanoseconds", spent.count());
    market.report();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
