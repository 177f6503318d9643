/** Names by how common they are, the commonest first: picked with a bias towards the beginning, as reality does. */
export const familyNames =
  'Rossi Ferrari Russo Bianchi Romano Gallo Costa Fontana Conti Esposito Ricci Bruno De_Luca Moretti Marino Greco Barbieri Lombardi Giordano Cassano Colombo Mancini Longo Leone Martinelli Marchetti Martini Galli Gatti Mariani Ferrara Santoro Marini Bianco Conte Serra Farina Gentile Caruso Morelli Ferri Testa Ferraro Pellegrini Grassi Rossetti D’Angelo Bernardi Mazza Rizzi Silvestri Vitale Franco Parisi Martino Valentini Castelli Bellini Monti Lombardo Fiore Grasso Ferro Carbone Orlando Guerra Palmieri Milani Villa Viola Ruggeri De_Santis D’Amico Negri Battaglia Sala Palumbo Benedetti Olivieri Giuliani Rinaldi Amato Molinari Alberti Barone Pellegrino Piazza Moro Cirillo Poli Basile Bassi Riva Neri Donati Caputo Montanari Guidi Sartori Coppola Fabbri Bassani Zanetti Brambilla Cattaneo Singh Popescu Hoxha Ahmed Khan Hu Chen El_Idrissi Ben_Salah Kovačević Müller García Nguyễn Pérez Núñez Ionescu Shehu Kaur Diallo Traoré Ndiaye Okafor Mancuso Sorrentino Pagano Bianchini Nannini Vecchi Corradini Incerti Bonacini Cigarini Prampolini Iotti Catellani Ferretti Spallanzani Davoli Ghizzoni Severi Beneventi Bondavalli Zannoni Lusetti Ruini Medici Braglia Baraldi Gherardi Campani Corsini Montorsi Pifferi Rabitti Tincani'
    .split(' ')
    .map((name) => name.replaceAll('_', ' '));

export const givenNames =
  'Maria Giuseppe Anna Antonio Giovanni Francesco Luca Giulia Marco Andrea Sara Rosa Mario Angela Alessandro Giovanna Luigi Roberto Teresa Lucia Stefano Carmela Paolo Caterina Vincenzo Francesca Elena Davide Laura Simone Federico Chiara Matteo Martina Lorenzo Alice Salvatore Pietro Nicolò Sofia Aurora Giorgia Emma Riccardo Gabriele Leonardo Tommaso Edoardo Mattia Alessia Silvia Paola Barbara Claudia Daniela Patrizia Monica Cristina Fabio Massimo Maurizio Claudio Enrico Sergio Bruno Franco Renato Aldo Ivo José Mohamed Fatima Ahmed Ioana Mihai Elira Arben Li Wei Harpreet Aïcha Noé'.split(
    ' ',
  );

export const trades =
  'Edilizia Immobiliare Ceramiche Trasporti Impianti Autofficina Panificio Ristorante Bar Farmacia Studio_Tecnico Condominio Associazione Cooperativa Azienda_Agricola'
    .split(' ')
    .map((name) => name.replaceAll('_', ' '));

export const streets =
  'Via_Roma Via_Giuseppe_Garibaldi Via_Giacomo_Matteotti Piazza_della_Libertà Via_Statale Via_Dante_Alighieri Via_San_Lorenzo Via_Primo_Maggio Via_Aldo_Moro Via_della_Costituzione Via_Canale Via_Reverberi Via_Fiorentina Via_dell’Acquedotto Via_Santa_Rizza Via_Carlo_Marx Via_del_Bosco Via_Botte Via_Castello Via_dei_Ciliegi Via_Liberazione Via_Volta Via_Pedemontana Via_Secchia Via_Molino Via_Zanichelli'
    .split(' ')
    .map((name) => name.replaceAll('_', ' '));

export const towns = [
  'Casalgrande',
  'Scandiano',
  'Rubiera',
  'Castellarano',
  'Reggio nell’Emilia',
  'Sassuolo',
  'Viano',
];

/** What cases are about, what is attached to them and what letters say. */
export const subjects = [
  'Cambio di residenza in tempo reale',
  'Abbattimento di alberi in area privata',
  'Occupazione temporanea di suolo pubblico',
  'Passo carrabile',
  'Contributo per l’affitto',
  'Iscrizione alla mensa scolastica',
  'Accesso agli atti',
  'Segnalazione certificata di inizio attività',
  'Concessione cimiteriale',
  'Contrassegno per persone con disabilità',
  'Autorizzazione paesaggistica',
  'Rimborso di tributi versati in eccesso',
];
export const papers = [
  'Carta d’identità',
  'Planimetria',
  'Fotografia dei luoghi',
  'Relazione tecnica',
  'Procura',
  'Ricevuta di pagamento',
  'Visura catastale',
  'Contratto di locazione',
  'Dichiarazione sostitutiva',
  'Certificato medico',
  'Perizia dell’agronomo',
];
export const sentences = [
  'Si comunica l’avvio del procedimento ai sensi della legge sul procedimento amministrativo.',
  'La pianta, un pino domestico, presenta una cavità al colletto e radici affioranti sul marciapiede.',
  'Il sopralluogo della polizia locale ha accertato la dimora abituale del nucleo familiare.',
  'La domanda è accolta alle condizioni che seguono, a tutela della circolazione e della sicurezza.',
  'Entro dieci giorni dal ricevimento può presentare osservazioni e documenti.',
  'L’albero sarà sostituito con un esemplare della stessa specie entro la stagione successiva.',
  'Il versamento dei diritti di segreteria risulta eseguito.',
  'Manca la firma del proprietario dell’immobile confinante.',
  'L’immobile è sottoposto a vincolo paesaggistico presso il torrente Tresinaro.',
  'Contro questo provvedimento è ammesso ricorso al tribunale amministrativo regionale.',
  'Il quercione secolare non può essere abbattuto senza il parere della regione.',
  'Per l’attività di somministrazione occorre il requisito professionale del preposto.',
];

const stems =
  'Al Ant Bar Ben Bert Bon Borg Brun Cal Camp Cas Cer Corr Dall Far Ferr Fior Gal Gand Ghid Guid Lam Lev Lod Mal Manf Mor Nic Ogn Pal Pell Pig Rav Ricc Sac Sgar Tag Ton Val Zac'.split(
    ' ',
  );
const middles = 'an ar et in on ol ug iv enz aten'.split(' ');
const endings = 'i elli ini oni ucci otti azzi era aro ato ese isi'.split(' ');

/** Surnames that few people have: some thousands, as a town's register has. */
export const rareFamilyNames = stems.flatMap((stem) =>
  middles.flatMap((middle) => endings.map((ending) => `${stem}${middle}${ending}`)),
);
