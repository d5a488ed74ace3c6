import Foundation
import Synchronization
import Workflows

/// Runs workflows while people look elsewhere: one at a time, for each takes the whole machine.
final class JobDesk: Sendable {
  private struct State {
    var jobs: [Job] = []
    var task: Task<Void, Never>?
    /// What wakes the work that waits for an answer.
    var answer: (@Sendable (Bool?) -> Void)?
    var questions = 0
  }

  private let folder: URL
  private let state = Mutex(State())
  private let executor = JobExecutor()

  /// So many jobs that ended are still listed.
  private static let jobLimit = 20

  /// The desk of the study in `folder`.
  init(at folder: URL) { self.folder = folder }

  /// The jobs since the app started, the newest first.
  var jobs: [Job] { state.withLock { $0.jobs.reversed() } }

  /// Starts a job.
  ///
  /// - Parameters:
  ///   - title: What is done.
  ///   - work: Does it on the study; gives the lines that are said at the end.
  /// - Throws: ``UserError`` where another job is running.
  func start(_ title: String, _ work: @escaping @Sendable (OpenStudy) async throws -> [String]) throws {
    try state.withLock { state in
      if let running = state.jobs.last, running.state == .running {
        throw UserError("\(running.title) is still running; wait for it, or stop it")
      }
      let number = (state.jobs.last?.number ?? 0) + 1
      state.jobs.append(Job(number: number, title: title, startedAt: Date()))
      if state.jobs.count > Self.jobLimit { state.jobs.removeFirst() }
      state.task = Task(executorPreference: executor) { [folder] in
        let end: (Job.State, [String])
        do {
          end = (.done, try await work(try OpenStudy(at: folder, for: JobListener(desk: self, job: number))))
        } catch is CancellationError {
          end = (.stopped, [])
        } catch {
          end = (.failed, ["\(error)"])
        }
        self.change(number) { job in
          job.state = end.0
          job.progress = nil
          job.question = nil
          job.notices += end.1
        }
      }
    }
  }

  /// Stops the running job between two of its steps.
  func stop() {
    let (task, answer) = state.withLock { ($0.task, $0.answer) }
    task?.cancel()
    answer?(nil)
  }

  /// Stops the running job and waits until it has ended.
  func end() async {
    stop()
    await state.withLock { $0.task }?.value
  }

  /// Answers the question that the running job waits for; a question that was answered already is left alone.
  func answer(_ question: Int, _ agrees: Bool) {
    let answer = state.withLock { state in
      state.jobs.last?.question?.number == question ? state.answer : nil
    }
    answer?(agrees)
  }

  /// Has a person answer, and waits for it on the job's own thread.
  fileprivate func ask(_ text: String, for job: Int) -> Bool? {
    let waiting = DispatchSemaphore(value: 0)
    let answer = Mutex<Bool?>(nil)
    let isStopped = state.withLock { state in
      state.questions += 1
      let question = Job.Question(number: state.questions, text: text)
      if let place = state.jobs.firstIndex(where: { $0.number == job }) {
        state.jobs[place].question = question
      }
      state.answer = { given in
        answer.withLock { $0 = given }
        waiting.signal()
      }
      return state.task?.isCancelled ?? false
    }
    if !isStopped { waiting.wait() }
    state.withLock { $0.answer = nil }
    change(job) { $0.question = nil }
    return answer.withLock { $0 }
  }

  fileprivate func change(_ number: Int, _ body: (inout Job) -> Void) {
    state.withLock { state in
      guard let place = state.jobs.firstIndex(where: { $0.number == number }) else { return }
      body(&state.jobs[place])
    }
  }
}

/// Keeps what a workflow says for those who look.
private struct JobListener: WorkflowListener {
  let desk: JobDesk
  let job: Int

  func notice(_ text: String) {
    desk.change(job) { job in
      job.notices += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      job.notices.removeFirst(max(0, job.notices.count - Job.noticeLimit))
    }
  }

  func progress(_ progress: WorkProgress?) { desk.change(job) { $0.progress = progress } }

  func agrees(to question: String) -> Bool? { desk.ask(question, for: job) }
}

/// A thread of its own for jobs, which compute and wait: the app's other tasks must not have to wait for them.
private final class JobExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "codeframe.jobs")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
