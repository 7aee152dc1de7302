import { createContext, useContext } from 'react';
import type { GrantedFile } from '../../shared/ipc.ts';
import { RequestFailed } from '../editor/requestFailed.ts';

/** Turns a file that was dropped into one that may be read. */
export type GrantDropped = (file: File) => Promise<GrantedFile>;

export const DroppedFilesContext = createContext<GrantDropped>(() =>
  Promise.reject(new RequestFailed({ code: 'not_available', message: 'This window takes no files.' })),
);

export function useDroppedFiles(): GrantDropped {
  return useContext(DroppedFilesContext);
}
