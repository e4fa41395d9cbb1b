import type { StyleLanguage } from './sentences.ts';

/** A wording with a plainer one beside it; none where it can simply go. */
export interface Phrase {
  /** Matched whole, whatever the case; `*` stands for any ending of a word. */
  readonly words: string;
  readonly better?: string;
}

const list = (text: string): Phrase[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('→').map((part) => part.trim()))
    .map(([words, better]) => (better ? { words: words as string, better } : { words: words as string }));

/** What offices write and nobody says. */
export const BUREAUCRATIC: Readonly<Record<StyleLanguage, readonly Phrase[]>> = {
  de: list(`
    bezüglich → zu, wegen
    diesbezüglich → dazu
    hinsichtlich → zu, bei
    mittels → mit
    seitens → von
    Ihrerseits → von Ihnen
    unsererseits → von uns
    zwecks → für, um … zu
    gemäß → nach
    in Bezug auf → zu
    unter Bezugnahme auf → zu
    Bezug nehmend auf → zu
    im Rahmen → bei, in
    im Zuge → bei
    im Hinblick auf → wegen, für
    aufgrund der Tatsache, dass → weil
    auf Grund der Tatsache, dass → weil
    zum jetzigen Zeitpunkt → jetzt
    zum gegenwärtigen Zeitpunkt → jetzt
    zu einem späteren Zeitpunkt → später
    nach Maßgabe → nach
    unbeschadet → auch wenn
    obliegt → muss, ist Aufgabe von
    in Wegfall komm* → wegfallen
    zur Anwendung komm* → gelten, anwenden
    zum Einsatz komm* → einsetzen
    zur Auszahlung komm* → auszahlen
    zum Ausdruck bring* → sagen
    in Rechnung stell* → berechnen
    in Rechnung gestellt → berechnet
    in Anspruch nehm* → nutzen
    in Anspruch genommen → genutzt
    in Kenntnis setz* → informieren
    in Abzug bring* → abziehen
    zur Verfügung stell* → geben, bereitstellen
    zur Verfügung gestellt → gegeben, bereitgestellt
    Mitteilung mach* → mitteilen
    Sorge trag* → sorgen
    Rücksprache halt* → sprechen
    einer Prüfung unterzieh* → prüfen
    käuflich erwerben → kaufen
    bedarf der → braucht
    hiermit teilen wir Ihnen mit, dass
    wir möchten Sie darauf hinweisen, dass
    wir weisen darauf hin, dass
    wir erlauben uns
    teilen wir Ihnen mit, dass
    um Kenntnisnahme → (sagen, worum es geht)
    anbei erhalten Sie → mit diesem Brief erhalten Sie
    in der Anlage → beiliegend, mit diesem Brief
    beigefügt erhalten Sie → mit diesem Brief erhalten Sie
    verbleiben wir
    sofern → wenn
    soweit nicht anders → wenn nicht anders
    insoweit → so weit, dabei
    demzufolge → deshalb
    demgemäß → deshalb
    vorgenannt* → dies*
    obengenannt* → dies*
    o. g. → dies*
    nachstehend* → folgend*
    etwaig* → mögliche
    dergestalt → so
    Rückantwort → Antwort
    schnellstmöglich → so bald wie möglich
    alsbald → bald
    postwendend → sofort
    umgehend → sofort, bis zum …
    nichtsdestotrotz → trotzdem
    Inanspruchnahme → Nutzung
    Zurverfügungstellung → Bereitstellung
    Sachverhalt → Fall, Sache
    Örtlichkeit → Ort
    Fälligstellung → Fälligkeit
    vollumfänglich → ganz
    vollinhaltlich → ganz
    dahingehend
    zeitnah → bald, bis zum …
    Verfügungsberechtigte* → wer verfügen darf
    ablehnender Bescheid → Ablehnung
    abschlägig* → ablehnend*`),
  en: list(`
    in order to → to
    due to the fact that → because
    in view of the fact that → because
    in the event that → if
    in the event of → if
    prior to → before
    subsequent to → after
    at this point in time → now
    at the present time → now
    with regard to → about
    with reference to → about
    in respect of → about, for
    in relation to → about
    pursuant to → under
    in accordance with → by, under
    for the purpose of → to, for
    in the amount of → of
    a number of → some
    the majority of → most
    is able to → can
    are able to → can
    is required to → must
    are required to → must
    please find enclosed → here is
    please find attached → here is
    enclosed please find → here is
    we would like to inform you that
    this is to inform you that
    please be advised that
    please note that
    it should be noted that
    do not hesitate to → please
    herewith
    hereby
    herein → here
    hereafter → from now on
    heretofore → until now
    aforementioned → this
    aforesaid → this
    utilis* → use
    utiliz* → use
    commence* → start
    terminat* → end
    endeavour* → try
    facilitat* → help
    ascertain* → find out
    expedit* → speed up
    remit* → pay
    notwithstanding → despite
    inasmuch as → because
    as per → by, under
    thereof
    thereto
    whatsoever`),
};

/** Words that can go without loss. */
export const FILLERS: Readonly<Record<StyleLanguage, readonly Phrase[]>> = {
  de: list(`
    eigentlich
    grundsätzlich
    gewissermaßen
    sozusagen
    quasi
    gegebenenfalls → wenn nötig
    ggf. → wenn nötig
    selbstverständlich
    natürlich
    durchaus
    letztendlich
    im Grunde
    im Prinzip
    an sich
    relativ
    überaus
    ziemlich
    irgendwie
    halt
    bekanntlich
    im Übrigen
    insbesondere → vor allem`),
  en: list(`
    actually
    basically
    essentially
    really
    quite
    very
    simply
    in fact
    of course
    obviously
    needless to say
    as a matter of fact
    kind of
    sort of
    literally`),
};
