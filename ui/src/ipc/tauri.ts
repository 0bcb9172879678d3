// The page in the program's own window: the same transport over the window's IPC.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { CallError } from './errors';
import type { ProgramEvent, Transport, Upload } from './transport';

async function ask<T>(
  command: string,
  args?: Parameters<typeof invoke>[1],
  options?: Parameters<typeof invoke>[2],
): Promise<T> {
  try {
    return await invoke<T>(command, args, options);
  } catch (error) {
    const failure = error as Partial<{ code: string; message: string }>;
    throw new CallError(failure.code ?? 'refused', failure.message ?? '程序没有答应这个请求。');
  }
}

export const tauriTransport: Transport = {
  call: (command, request) => ask('rpc', { command, request }),
  cancel: () => ask('cancel'),
  async upload(files) {
    const taken: Upload[] = [];
    for (const file of files) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      taken.push(
        await ask<Upload>('upload', bytes, { headers: { 'louce-name': encodeURIComponent(file.name) } }),
      );
    }
    return taken;
  },
  save: (handle, name) => ask('save', { handle, name }),
  show: (handle) => ask('show', { handle }).then(() => true),
  chooseFolder: () => ask('choose_folder'),
  listen(hear) {
    const stop = listen<ProgramEvent>('program', (event) => hear(event.payload));
    return () => void stop.then((end) => end());
  },
};
