// The page in a browser on this computer, over loopback HTTP. The session is a cookie the program set; no token is kept here.
import { CallError } from './errors';
import { link } from './link';
import type { ProgramEvent, Transport, Upload } from './transport';

async function ask(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch {
    link.isLost = true;
    throw new CallError('offline', '和程序的联系断了。');
  }
  link.isLost = false;
  if (response.ok) return response;
  const failure = (await response.json().catch(() => ({}))) as Partial<{ code: string; message: string }>;
  throw new CallError(failure.code ?? `http_${response.status}`, failure.message ?? '程序没有答应这个请求。');
}

export const httpTransport: Transport = {
  async call(command, request) {
    const response = await ask(`/rpc/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    return response.json();
  },
  async cancel() {
    await ask('/cancel', { method: 'POST' });
  },
  async upload(files) {
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    return (await (await ask('/upload', { method: 'POST', body: form })).json()) as Upload[];
  },
  save(handle, name) {
    const link = document.createElement('a');
    link.href = `/download/${encodeURIComponent(handle)}`;
    link.download = name;
    link.click();
    return Promise.resolve(name);
  },
  show: (handle) => Promise.resolve(window.open(`/show/${encodeURIComponent(handle)}`) !== null),
  listen(hear) {
    const source = new EventSource('/events');
    source.onopen = () => (link.isLost = false);
    source.onerror = () => (link.isLost = true);
    source.onmessage = (message: MessageEvent<string>) => hear(JSON.parse(message.data) as ProgramEvent);
    return () => source.close();
  },
};
