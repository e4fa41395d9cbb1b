/** S/MIME and OpenPGP, as far as encrypting mails for others and signing them needs: certificates and keys are read, messages written, none decrypted. */
export { armoured } from './openpgp/armour.ts';
export { type EncryptedMessage, encryptMessage, type PgpRecipient, recipientOf } from './openpgp/encrypt.ts';
export { DamagedKey } from './openpgp/packets.ts';
export { type OpenPgpKey, readOpenPgpKey } from './openpgp/read-key.ts';
export { type MailCertificate, readCertificate, UnusableCertificate } from './smime/certificate.ts';
export { type EncryptedCms, encryptCms } from './smime/encrypt.ts';
export { type CmsSigner, signCms } from './smime/sign.ts';
