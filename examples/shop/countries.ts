/**
 * What `make-data.ts` knows of a country: how its people, streets and places are called, so that an invented customer has an
 * address of the right shape. Postcodes are patterns: `#` is a digit, `@` a letter.
 */
export interface Country {
  readonly code: string;
  readonly language: 'en' | 'de' | 'fr';
  readonly timeZone: string;
  readonly names: NameList;
  readonly streets: readonly string[];
  /** Place, postcode pattern, region where addresses of the country name one. */
  readonly places: readonly (readonly [city: string, postcode: string, region?: string])[];
  /** Mobile numbers set aside for fiction by the country's regulator (E.164, `#` is a digit); absent where there are none. */
  readonly fictionalMobile?: string;
}

export interface NameList {
  readonly first: readonly string[];
  readonly last: readonly string[];
  /** Endings of shop names; `*` stands for a family name. */
  readonly shops: readonly string[];
}

const words = (text: string): string[] => text.split(' ').map((word) => word.replaceAll('_', ' '));

const english: NameList = {
  first: words(
    'Olivia Amelia Isla Ava Grace Freya Emily Sophie Ella Charlotte Alice Ruby Eleanor Hannah Lucy Margaret Susan Jane Oliver George Harry Noah Jack Arthur Thomas Henry James Oscar William Samuel David Peter Michael Andrew Aisha Priya Imran Rohan Siobhan Rhys Callum Eilidh',
  ),
  last: words(
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Patel Khan Lewis Harris Cooper King Baker Turner Morgan Hughes Edwards Hill Moore Clark Harrison Scott Young Morris Ward Carter O'Connor MacDonald Begum Ashworth Fairweather Hargreaves Pemberton Whitcombe",
  ),
  shops: words("*'s_Gifts_Ltd *_&_Daughters_Ltd *_Home_&_Garden_Ltd The_*_Gift_Shop *_Interiors_Ltd *_Trading_Co. *_Cards_&_Crafts"),
};
const german: NameList = {
  first: words(
    'Anna Lena Katharina Sabine Ursula Monika Julia Claudia Petra Birgit Jürgen Hans Klaus Wolfgang Stefan Thomas Michael Andreas Björn Sören Ömer Aylin Lukas Jonas Maximilian Marie Sophie Grete',
  ),
  last: words(
    'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Krüger Hofmann Hartmann Lange Weiß Yılmaz Groß von_Bülow Köhler Löwe',
  ),
  shops: words('*_Geschenke_GmbH *_&_Söhne_KG Geschenkhaus_*_e._K. *_Wohnen_GmbH *_Handels-GmbH'),
};
const french: NameList = {
  first: words(
    'Marie Camille Chloé Léa Manon Élodie Inès Françoise Hélène Jean Pierre Louis Gabriel Raphaël Étienne Benoît Jérôme Noël Théo Amélie',
  ),
  last: words(
    'Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Lefèvre Fournier Girard Bonnet François Mercier Chevalier Gérard Noël Légaré',
  ),
  shops: words('Maison_*_SARL *_Cadeaux_SAS Atelier_* *_et_Fils_SARL Boutique_*'),
};
const spanish: NameList = {
  first: words('María Carmen Lucía Sofía Martina José Antonio Manuel Javier Begoña Íñigo João Inês Tiago Beatriz'),
  last: words('García Fernández González Rodríguez López Martínez Sánchez Pérez Muñoz Núñez Silva Ferreira Gonçalves Araújo'),
  shops: words('Regalos_*_S.L. Casa_* *_e_Hijos_S.L. Comercial_*'),
};
const italian: NameList = {
  first: words('Giulia Francesca Chiara Elena Paola Marco Luca Matteo Niccolò Giovanni'),
  last: words('Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco'),
  shops: words('*_Regali_S.r.l. Casa_* Bottega_*'),
};
const nordic: NameList = {
  first: words('Astrid Ingrid Freja Åsa Sigrid Lars Erik Søren Björn Øyvind Anders Mikko Päivi Jón'),
  last: words('Hansen Johansson Nielsen Andersen Lindström Berg Håkansson Ødegård Virtanen Mäkinen Sørensen Åkerblom'),
  shops: words('*_Gaver *_Interiör *_Design *_Handel'),
};
const dutch: NameList = {
  first: words('Emma Sanne Fleur Anouk Daan Bram Jeroen Pieter Joris Maaike'),
  last: words('de_Jong Jansen de_Vries van_den_Berg Bakker Visser Smit Meijer van_Dijk Peeters'),
  shops: words('*_Cadeaus_B.V. Huis_* *_Wonen_B.V.'),
};
const polish: NameList = {
  first: words('Agnieszka Małgorzata Zofia Paweł Łukasz Krzysztof Jiří Božena Rasa'),
  last: words('Kowalska Nowak Wiśniewski Wójcik Zieliński Dvořák Novotná Petrauskas'),
  shops: words('*_Prezenty Dom_* *_i_Synowie'),
};
const greek: NameList = {
  first: words('Eleni Maria Andreas Nikos Georgios Sofia Karmen Joseph'),
  last: words('Papadopoulos Georgiou Ioannou Christodoulou Nikolaidis Borg Camilleri'),
  shops: words('*_Gifts *_Home *_&_Sons'),
};
const world: NameList = {
  first: words('Yuki Haruto Noa David Omar Layla Mei Wei Ana Thabo Nadia Samir'),
  last: words('Tanaka Sato Suzuki Cohen Levi Haddad Al-Farsi Tan Lim Oliveira Nkosi Khoury'),
  shops: words('*_Trading *_Gifts *_House'),
};

const ukStreets = words(
  'High_Street Station_Road Church_Lane Victoria_Road Mill_Lane Park_Avenue London_Road Queen_Street The_Green Manor_Road Albert_Terrace Market_Place Springfield_Close Orchard_Way Castle_Hill Chapel_Street',
);
const deStreets = words(
  'Hauptstraße Bahnhofstraße Gartenweg Schillerstraße Goethestraße Am_Mühlbach Lindenallee Kirchgasse Birkenweg Marktplatz',
);
const frStreets = words(
  "rue_de_la_République avenue_Victor-Hugo rue_de_l'Église place_du_Marché boulevard_Voltaire rue_des_Écoles chemin_du_Moulin",
);

/** By the names that the data uses. */
export const countries: { readonly [name: string]: Country } = {
  'United Kingdom': {
    code: 'GB',
    language: 'en',
    timeZone: 'Europe/London',
    names: english,
    streets: ukStreets,
    fictionalMobile: '+447700900###',
    places: [
      ['London', 'SW# #@@'],
      ['London', 'N1# #@@'],
      ['London', 'SE1# #@@'],
      ['Birmingham', 'B1# #@@'],
      ['Manchester', 'M2# #@@'],
      ['Leeds', 'LS1# #@@'],
      ['Glasgow', 'G1# #@@'],
      ['Edinburgh', 'EH1# #@@'],
      ['Bristol', 'BS# #@@'],
      ['Cardiff', 'CF1# #@@'],
      ['Sheffield', 'S1# #@@'],
      ['Liverpool', 'L1# #@@'],
      ['Newcastle upon Tyne', 'NE# #@@'],
      ['Nottingham', 'NG# #@@'],
      ['Norwich', 'NR# #@@'],
      ['Brighton', 'BN# #@@'],
      ['Oxford', 'OX# #@@'],
      ['Cambridge', 'CB# #@@'],
      ['York', 'YO1# #@@'],
      ['Bath', 'BA# #@@'],
      ['Exeter', 'EX# #@@'],
      ['Belfast', 'BT1# #@@'],
      ['Aberdeen', 'AB1# #@@'],
      ['Bury St Edmunds', 'IP3# #@@'],
      ['Kirkby Lonsdale', 'LA6 #@@'],
    ],
  },
  Germany: {
    code: 'DE',
    language: 'de',
    timeZone: 'Europe/Berlin',
    names: german,
    streets: deStreets,
    fictionalMobile: '+4917139200##',
    places: [
      ['Berlin', '10#1#'],
      ['Hamburg', '2014#'],
      ['München', '8033#'],
      ['Köln', '5067#'],
      ['Frankfurt am Main', '6031#'],
      ['Leipzig', '0410#'],
      ['Nürnberg', '9040#'],
      ['Münster', '4814#'],
      ['Tübingen', '7207#'],
      ['Garmisch-Partenkirchen', '82467'],
    ],
  },
  France: {
    code: 'FR',
    language: 'fr',
    timeZone: 'Europe/Paris',
    names: french,
    streets: frStreets,
    fictionalMobile: '+3363998####',
    places: [
      ['Paris', '7501#'],
      ['Lyon', '6900#'],
      ['Marseille', '1300#'],
      ['Toulouse', '31000'],
      ['Bordeaux', '33000'],
      ['Nantes', '44000'],
      ['Strasbourg', '67000'],
      ['Aix-en-Provence', '13100'],
    ],
  },
  EIRE: {
    code: 'IE',
    language: 'en',
    timeZone: 'Europe/Dublin',
    names: english,
    streets: words("O'Connell_Street Patrick_Street Main_Street Grafton_Lane"),
    places: [
      ['Dublin 2', 'D02 @###'],
      ['Cork', 'T12 @###'],
      ['Galway', 'H91 @###'],
    ],
  },
  Spain: {
    code: 'ES',
    language: 'en',
    timeZone: 'Europe/Madrid',
    names: spanish,
    streets: words('Calle_Mayor Calle_de_Alcalá Avenida_de_la_Constitución Plaza_de_España'),
    places: [
      ['Madrid', '2801#'],
      ['Barcelona', '0800#'],
      ['Sevilla', '4100#'],
      ['A Coruña', '1500#'],
    ],
  },
  Belgium: {
    code: 'BE',
    language: 'fr',
    timeZone: 'Europe/Brussels',
    names: french,
    streets: words('rue_Neuve avenue_Louise rue_du_Midi chaussée_de_Wavre'),
    places: [
      ['Bruxelles', '10#0'],
      ['Liège', '4000'],
      ['Namur', '5000'],
    ],
  },
  Switzerland: {
    code: 'CH',
    language: 'de',
    timeZone: 'Europe/Zurich',
    names: german,
    streets: words('Bahnhofstrasse Seestrasse Dorfstrasse Kirchweg'),
    places: [
      ['Zürich', '800#'],
      ['Bern', '301#'],
      ['Basel', '405#'],
      ['St. Gallen', '9000'],
    ],
  },
  Portugal: {
    code: 'PT',
    language: 'en',
    timeZone: 'Europe/Lisbon',
    names: spanish,
    streets: words('Rua_Augusta Avenida_da_Liberdade Rua_de_Santa_Catarina'),
    places: [
      ['Lisboa', '1100-###'],
      ['Porto', '4000-###'],
      ['Évora', '7000-###'],
    ],
  },
  Italy: {
    code: 'IT',
    language: 'en',
    timeZone: 'Europe/Rome',
    names: italian,
    streets: words('Via_Roma Corso_Garibaldi Via_Dante Piazza_San_Marco'),
    places: [
      ['Milano', '2012#', 'MI'],
      ['Roma', '0018#', 'RM'],
      ['Bologna', '4012#', 'BO'],
    ],
  },
  Finland: {
    code: 'FI',
    language: 'en',
    timeZone: 'Europe/Helsinki',
    names: nordic,
    streets: words('Mannerheimintie Hämeenkatu Kauppakatu'),
    places: [
      ['Helsinki', '001#0'],
      ['Tampere', '331#0'],
      ['Jyväskylä', '401#0'],
    ],
  },
  Austria: {
    code: 'AT',
    language: 'de',
    timeZone: 'Europe/Vienna',
    names: german,
    streets: words('Mariahilfer_Straße Getreidegasse Landstraße Ringstraße'),
    places: [
      ['Wien', '10#0'],
      ['Salzburg', '5020'],
      ['Graz', '8010'],
    ],
  },
  Norway: {
    code: 'NO',
    language: 'en',
    timeZone: 'Europe/Oslo',
    names: nordic,
    streets: words('Storgata Kirkegata Øvre_Slottsgate'),
    places: [
      ['Oslo', '015#'],
      ['Bergen', '501#'],
      ['Tromsø', '900#'],
    ],
  },
  Australia: {
    code: 'AU',
    language: 'en',
    timeZone: 'Australia/Melbourne',
    names: english,
    streets: words('Collins_Street Bourke_Street George_Street'),
    places: [
      ['Melbourne', '3000', 'VIC'],
      ['Geelong', '3220', 'VIC'],
    ],
  },
  Netherlands: {
    code: 'NL',
    language: 'en',
    timeZone: 'Europe/Amsterdam',
    names: dutch,
    streets: words('Keizersgracht Kerkstraat Dorpsstraat Stationsplein'),
    places: [
      ['Amsterdam', '1016 @@'],
      ['Utrecht', '3511 @@'],
      ["'s-Hertogenbosch", '5211 @@'],
    ],
  },
  'Channel Islands': {
    code: 'JE',
    language: 'en',
    timeZone: 'Europe/Jersey',
    names: english,
    streets: words('King_Street La_Grande_Route Victoria_Avenue'),
    places: [['St Helier', 'JE2 #@@']],
  },
  Japan: {
    code: 'JP',
    language: 'en',
    timeZone: 'Asia/Tokyo',
    names: world,
    streets: words('Sakura-dori Chuo-dori Omotesando'),
    places: [
      ['Shibuya-ku', '150-00##', 'Tokyo'],
      ['Kita-ku', '530-00##', 'Osaka'],
    ],
  },
  Sweden: {
    code: 'SE',
    language: 'en',
    timeZone: 'Europe/Stockholm',
    names: nordic,
    streets: words('Drottninggatan Storgatan Kungsgatan'),
    places: [
      ['Stockholm', '111 2#'],
      ['Göteborg', '411 0#'],
      ['Malmö', '211 2#'],
    ],
  },
  Cyprus: {
    code: 'CY',
    language: 'en',
    timeZone: 'Asia/Nicosia',
    names: greek,
    streets: words('Ledra_Street Makariou_Avenue'),
    places: [
      ['Nicosia', '101#'],
      ['Limassol', '303#'],
    ],
  },
  Denmark: {
    code: 'DK',
    language: 'en',
    timeZone: 'Europe/Copenhagen',
    names: nordic,
    streets: words('Strandvejen Nørregade Vestergade'),
    places: [
      ['København K', '11##'],
      ['Aarhus C', '8000'],
      ['Ærøskøbing', '5970'],
    ],
  },
  Poland: {
    code: 'PL',
    language: 'en',
    timeZone: 'Europe/Warsaw',
    names: polish,
    streets: words('ul._Długa ul._Świętego_Jana ul._Mickiewicza'),
    places: [
      ['Warszawa', '00-1##'],
      ['Kraków', '31-0##'],
      ['Łódź', '90-0##'],
    ],
  },
  Israel: {
    code: 'IL',
    language: 'en',
    timeZone: 'Asia/Jerusalem',
    names: world,
    streets: words('Dizengoff_Street Herzl_Street'),
    places: [['Tel Aviv', '64#####']],
  },
  Greece: {
    code: 'GR',
    language: 'en',
    timeZone: 'Europe/Athens',
    names: greek,
    streets: words('Ermou Leoforos_Nikis'),
    places: [
      ['Athina', '105 ##'],
      ['Thessaloniki', '546 ##'],
    ],
  },
  Canada: {
    code: 'CA',
    language: 'en',
    timeZone: 'America/Toronto',
    names: english,
    streets: words('King_Street_West Maple_Avenue Queen_Street'),
    places: [
      ['Toronto', 'M5V #B#', 'ON'],
      ['Ottawa', 'K1P #B#', 'ON'],
    ],
  },
  USA: {
    code: 'US',
    language: 'en',
    timeZone: 'America/New_York',
    names: english,
    streets: words('Main_Street Maple_Avenue Oak_Street'),
    fictionalMobile: '+1212555010#',
    places: [
      ['New York', '100##', 'NY'],
      ['Boston', '021##', 'MA'],
    ],
  },
  'United Arab Emirates': {
    code: 'AE',
    language: 'en',
    timeZone: 'Asia/Dubai',
    names: world,
    streets: words('Al_Wasl_Road Sheikh_Zayed_Road'),
    places: [['Dubai', '']],
  },
  Bahrain: {
    code: 'BH',
    language: 'en',
    timeZone: 'Asia/Bahrain',
    names: world,
    streets: words('Government_Avenue'),
    places: [['Manama', '3##']],
  },
  Malta: {
    code: 'MT',
    language: 'en',
    timeZone: 'Europe/Malta',
    names: greek,
    streets: words('Triq_ir-Repubblika Triq_il-Merkanti'),
    places: [['Valletta', 'VLT 11##']],
  },
  Lithuania: {
    code: 'LT',
    language: 'en',
    timeZone: 'Europe/Vilnius',
    names: polish,
    streets: words('Gedimino_pr.'),
    places: [['Vilnius', '011##']],
  },
  Iceland: {
    code: 'IS',
    language: 'en',
    timeZone: 'Atlantic/Reykjavik',
    names: nordic,
    streets: words('Laugavegur'),
    places: [['Reykjavík', '101']],
  },
  Singapore: {
    code: 'SG',
    language: 'en',
    timeZone: 'Asia/Singapore',
    names: world,
    streets: words('Orchard_Road'),
    places: [['Singapore', '2388##']],
  },
  Lebanon: {
    code: 'LB',
    language: 'en',
    timeZone: 'Asia/Beirut',
    names: world,
    streets: words('Hamra_Street'),
    places: [['Beirut', '1103']],
  },
  'Saudi Arabia': {
    code: 'SA',
    language: 'en',
    timeZone: 'Asia/Riyadh',
    names: world,
    streets: words('King_Fahd_Road'),
    places: [['Riyadh', '122##']],
  },
  'Czech Republic': {
    code: 'CZ',
    language: 'en',
    timeZone: 'Europe/Prague',
    names: polish,
    streets: words('Dlouhá Národní'),
    places: [['Praha 1', '110 00']],
  },
  Brazil: {
    code: 'BR',
    language: 'en',
    timeZone: 'America/Sao_Paulo',
    names: spanish,
    streets: words('Avenida_Paulista Rua_Augusta'),
    places: [['São Paulo', '013##-000', 'SP']],
  },
  RSA: {
    code: 'ZA',
    language: 'en',
    timeZone: 'Africa/Johannesburg',
    names: world,
    streets: words('Long_Street'),
    places: [['Cape Town', '8001']],
  },
};

/** Two names of the data are no countries: they are given one. */
export const standIns: { readonly [name: string]: string } = { 'European Community': 'Belgium', Unspecified: 'United Kingdom' };
