import type { Generation } from '../../../shared/ipc.ts';

/** One line about where a generation stands, such as "dreaming 42 %". */
export function progressText({ state }: Generation): string {
  switch (state.stage) {
    case 'waiting':
      return `${state.status} ${percent(state.progress)}`;
    case 'downloading':
    case 'decoding':
    case 'pixelating':
      return `${state.stage} ${percent(state.progress)}`;
    case 'ready':
    case 'done':
      return `done, ${state.frameCount} frames`;
    case 'failed':
      return `failed: ${state.error.message}`;
    case 'canceled':
      return 'canceled';
  }
}

export function percent(progress: number): string {
  return `${Math.floor(progress * 100)} %`;
}

/** Shows lines on stderr: over one another on a terminal, one below the other (each only once) elsewhere. */
export function progressLine(stream: NodeJS.WriteStream): (text: string) => void {
  let last = '';
  return (text) => {
    const short = stream.isTTY ? text : text.replace(/ \d+ %$/, '');
    if (short === last) return;
    last = short;
    stream.write(stream.isTTY ? `\r\u001b[K${text}` : `${short}\n`);
  };
}
