// How the page reaches the program. One interface; which one is used is decided once, here. No command names, no types of
// single commands: those are in call.ts and the generated files.
import { isTauri } from '@tauri-apps/api/core';
import { httpTransport } from './http';
import { tauriTransport } from './tauri';

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
  /** Gives a written file to the person and says where it is now, for people to read; null when they thought better of it. */
  save(handle: string, name: string): Promise<string | null>;
  /** Opens a written PDF where the system or the browser prints it; false when that was not let happen. */
  show(handle: string): Promise<boolean>;
  /** Asks the person for a folder of this computer and gives its handle; only in the program's own window. */
  chooseFolder?(): Promise<string | null>;
  listen(hear: (event: ProgramEvent) => void): () => void;
}

export const transport: Transport = isTauri() ? tauriTransport : httpTransport;
