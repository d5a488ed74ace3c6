import Testing

/// Runs the program itself: real arguments, real files, real signals.
///
/// One test after the other, because some of them stop and kill programs at measured instants.
@Suite(.serialized, .timeLimit(.minutes(10)))
enum EndToEnd {}

/// Runs the program itself for what it finds and writes; nothing here is stopped in the middle.
///
/// One after the other too, for each takes the whole machine; beside ``EndToEnd``, whose tests mostly wait.
@Suite(.serialized, .timeLimit(.minutes(10)))
enum EndToEndFigures {}
