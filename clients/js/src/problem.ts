// What is thrown when something is not done.

/**
 * Why a request was not done. `code` stays the same for programs, `message` is for people, `status` is that of HTTP, or 0
 * when there was no answer at all.
 */
export class ClienteleError extends Error {
  override name = 'ClienteleError';

  constructor(
    /** A word of the API, such as `external_id_taken`, or of this client: `unreachable`, `unexpected_answer`. */
    readonly code: string,
    message: string,
    /** HTTP status; 0 without an answer. */
    readonly status = 0,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** What an answer says that is not what was hoped for. */
  static async of(answer: Response): Promise<ClienteleError> {
    const { code, detail } = await answer.json().catch(() => ({}));
    return new ClienteleError(code ?? 'unexpected_answer', detail ?? `The answer was ${answer.status}.`, answer.status);
  }

  /** There was no answer. */
  static unreachable(cause: unknown): ClienteleError {
    return new ClienteleError('unreachable', 'No answer could be had.', 0, { cause });
  }
}
