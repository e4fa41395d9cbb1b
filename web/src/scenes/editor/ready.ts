import { makeReady } from './preview/engine-worker.ts';

/** For who may edit in a moment: the editor's program and the engine are loaded while the browser has nothing else to do. */
export function editorReady(): void {
  void import('./editor.tsx');
  void import('./preview/pdf-pages.tsx');
  makeReady();
}
