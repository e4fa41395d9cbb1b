import { CompositionError, compile, type Diagnostic, type Rendition, type TemplateBundle } from '@posthorn/engine';
import type { Answer, Parts, Wish } from './messages.ts';

/** The engine beside the page: composes what is being written, exactly as production will. */
let parts: Parts | undefined;

addEventListener('message', ({ data }: MessageEvent<Parts | Wish>) => {
  if (data.kind === 'parts') parts = data;
  else void answer(data).then((reply) => postMessage(reply, { transfer: transferable(reply) }));
});

async function answer(wish: Wish): Promise<Answer> {
  const begin = performance.now();
  const told = (findings: readonly Diagnostic[], rendition?: Rendition): Answer => ({
    id: wish.id,
    findings,
    took: performance.now() - begin,
    ...(rendition === undefined ? {} : { rendition }),
  });
  let found: readonly Diagnostic[] = [];
  try {
    const program = await compile(bundleOf(wish), { formats: [wish.format] });
    found = program.diagnostics;
    const rendition = program.compose(wish.record, wish.format, { language: wish.language });
    return told([...found, ...rendition.diagnostics], rendition);
  } catch (error) {
    if (error instanceof CompositionError) return told([...found, ...error.diagnostics]);
    return told([{ severity: 'error', code: 'preview.failed', message: String(error), place: { part: 'template', pointer: '' } }]);
  }
}

function bundleOf({ template, block }: Wish): TemplateBundle {
  if (parts === undefined) throw new Error('The preview was asked before it had the brand.');
  const { brand, blocks, assets } = parts;
  return { template, brand, blocks: block === undefined ? blocks : { ...blocks, [block.id]: block }, assets };
}

const transferable = ({ rendition }: Answer): Transferable[] => (rendition?.format === 'pdf' ? [rendition.bytes.buffer] : []);
