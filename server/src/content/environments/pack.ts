import { type Zippable, zip } from 'fflate';
import type { Platform } from '../../platform/platform.ts';
import { fileName, filesOf, findTemplateVersion } from '../pull-folder.ts';

/** Made of nothing but the files: the same versions are the same archive. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * Templates as an archive, a folder for each as `posthorn content pull` writes it: what `compareArchive` of another environment takes.
 * @param ids each template once; its newest version is taken
 * @throws PosthornError `content.unknown-template`
 */
export async function packTemplates(platform: Pick<Platform, 'db' | 'objects' | 'clock'>, ids: readonly string[]): Promise<Uint8Array> {
  const files: Zippable = {};
  const folders = new Set<string>();
  for (const id of new Set(ids)) {
    const version = await findTemplateVersion(platform, id, undefined);
    // Other ids may come to the same name.
    const folder = folders.has(fileName(id)) ? `${fileName(id)}-${folders.size}` : fileName(id);
    folders.add(folder);
    for (const [name, content] of await filesOf(platform, version))
      files[`${folder}/${name}`] = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  }
  return await new Promise((resolve, reject) =>
    zip(files, { level: 6, mtime: NO_TIME }, (fault, bytes) => (fault ? reject(fault) : resolve(bytes))),
  );
}
