import type { Rule } from '../../rule.ts';
import { actionRules } from './actions.ts';
import { annotationRules } from './annotations.ts';
import { colourSpaceRules } from './colour-spaces.ts';
import { contentStreamRules } from './content-streams.ts';
import { documentRules } from './document.ts';
import { embeddedFileRules } from './embedded-files.ts';
import { extensionSchemaRules } from './extension-schemas.ts';
import { fileStructureRules } from './file-structure.ts';
import { fontRules } from './fonts.ts';
import { graphicsStateRules } from './graphics-state.ts';
import { imageRules } from './images.ts';
import { limitRules } from './limits.ts';
import { metadataRules } from './metadata.ts';
import { outputIntentRules } from './output-intents.ts';
import { signatureRules } from './signatures.ts';

/** The rules of PDF/A-2 and PDF/A-3. */
export const pdfaRules: readonly Rule[] = [
  ...fileStructureRules,
  ...limitRules,
  ...signatureRules,
  ...contentStreamRules,
  ...outputIntentRules,
  ...colourSpaceRules,
  ...graphicsStateRules,
  ...imageRules,
  ...fontRules,
  ...annotationRules,
  ...actionRules,
  ...metadataRules,
  ...extensionSchemaRules,
  ...documentRules,
  ...embeddedFileRules,
];
