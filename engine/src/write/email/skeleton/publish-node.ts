/** Compiles the skeleton of messages with MJML into `skeleton.ts`. `node engine/src/write/email/skeleton/publish-node.ts`; a test notices when it was forgotten. */
import { writeFileSync } from 'node:fs';
import { makeSkeleton } from './make-skeleton.ts';

const source = `/** Made by \`publish.ts\` from \`skeleton-mjml.ts\`, with MJML: not to be edited. */
export const SKELETON = ${JSON.stringify(await makeSkeleton(), null, 2)} as const;
`;
writeFileSync(new URL('skeleton.ts', import.meta.url), source);
