/** What went wrong: the code is for the page, the message is the program's own Chinese. */
export class CallError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'CallError';
  }
}
