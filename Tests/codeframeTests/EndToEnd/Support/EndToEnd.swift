import Testing

/// Runs the program itself: real arguments, real files, real signals.
///
/// One test after the other, because some of them stop and kill programs at measured instants.
@Suite(.serialized, .timeLimit(.minutes(10)))
enum EndToEnd {}
