// How the page reaches the program. One interface; which one is used is decided once, here. No command names, no types of
// single commands: those are in call.ts and the generated files.
import { httpTransport } from './http';

/** A file chosen by the user, named by a handle the program gave. */
export interface Upload {
  handle: string;
  name: string;
}

/** What the program says by itself. */
export interface ProgramEvent {
  kind: string;
  [key: string]: unknown;
}

export interface Transport {
  call(command: string, request: unknown): Promise<unknown>;
  cancel(): Promise<void>;
  upload(files: File[]): Promise<Upload[]>;
  downloadUrl(handle: string): string;
  listen(hear: (event: ProgramEvent) => void): () => void;
}

export const transport: Transport = httpTransport;
