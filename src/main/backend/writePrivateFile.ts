import { randomUUID } from 'node:crypto';
import { open, rename } from 'node:fs/promises';

/** Puts a small file in place whole or not at all, readable by this user only (mode 600). */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}.tmp`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
