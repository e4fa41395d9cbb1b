/** What a Swiss QR-bill says in its four languages (SIX, Implementation Guidelines QR-bill 2.3, annex D). */
export interface BillWords {
  readonly receipt: string;
  readonly payment: string;
  readonly account: string;
  readonly reference: string;
  readonly information: string;
  readonly further: string;
  readonly currency: string;
  readonly amount: string;
  readonly acceptance: string;
  readonly separate: string;
  readonly debtor: string;
  readonly unknownDebtor: string;
}

const WORDS: { readonly [language: string]: BillWords } = {
  en: {
    ...{ receipt: 'Receipt', payment: 'Payment part', account: 'Account / Payable to', reference: 'Reference' },
    ...{ information: 'Additional information', further: 'Further information', currency: 'Currency', amount: 'Amount' },
    ...{ acceptance: 'Acceptance point', separate: 'Separate before paying in' },
    ...{ debtor: 'Payable by', unknownDebtor: 'Payable by (name/address)' },
  },
  de: {
    ...{ receipt: 'Empfangsschein', payment: 'Zahlteil', account: 'Konto / Zahlbar an', reference: 'Referenz' },
    ...{ information: 'Zusätzliche Informationen', further: 'Weitere Informationen', currency: 'Währung', amount: 'Betrag' },
    ...{ acceptance: 'Annahmestelle', separate: 'Vor der Einzahlung abzutrennen' },
    ...{ debtor: 'Zahlbar durch', unknownDebtor: 'Zahlbar durch (Name/Adresse)' },
  },
  fr: {
    ...{ receipt: 'Récépissé', payment: 'Section paiement', account: 'Compte / Payable à', reference: 'Référence' },
    ...{ information: 'Informations supplémentaires', further: 'Informations additionnelles', currency: 'Monnaie', amount: 'Montant' },
    ...{ acceptance: 'Point de dépôt', separate: 'A détacher avant le versement' },
    ...{ debtor: 'Payable par', unknownDebtor: 'Payable par (nom/adresse)' },
  },
  it: {
    ...{ receipt: 'Ricevuta', payment: 'Sezione pagamento', account: 'Conto / Pagabile a', reference: 'Riferimento' },
    ...{ information: 'Informazioni supplementari', further: 'Informazioni aggiuntive', currency: 'Valuta', amount: 'Importo' },
    ...{ acceptance: 'Punto di accettazione', separate: 'Da staccare prima del versamento' },
    ...{ debtor: 'Pagabile da', unknownDebtor: 'Pagabile da (nome/indirizzo)' },
  },
};

/** The words in a document's language; English where it is none of the four. */
export function billWords(language: string): BillWords {
  return WORDS[language.split('-')[0] ?? ''] ?? (WORDS.en as BillWords);
}
