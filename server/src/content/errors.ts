/** All errors of content, by what they are about. */
import './errors/assistant.ts';
import './errors/documents.ts';
import './errors/reuse.ts';
import './errors/review.ts';
import './errors/rules.ts';
