"""What derive_tables.py does not find in a package: accents, common streets, orders of magnitude. Written for sosie."""

# Bearers of the most frequent French surname, which stands alone, and of the tenth: births 1891-2000, orders of magnitude
# published by INSEE.
BEARERS_OF_FIRST_SURNAME = 235_000
BEARERS_OF_TENTH_SURNAME = 78_000


def births_of_first_given_name(decade):
    """Births under the first given name of a sex in ten years: the fashion of one name for all has faded."""
    known = {1901: 200_000, 1931: 150_000, 1951: 110_000, 1971: 80_000, 1991: 50_000, 2011: 38_000}
    years = sorted(known)
    for low, high in zip(years, years[1:]):
        if low <= decade <= high:
            return known[low] + (known[high] - known[low]) * (decade - low) / (high - low)
    raise ValueError(decade)


# The registry of surnames is in plain letters; these are usually written with accents.
SURNAME_ACCENTS = """
André Lefèvre Guérin Clément François Léger Gérard Lévêque Rémy René Hervé Bénard Benoît Étienne Bérard Bérenger Brémond
Crépin Daniélou Debré Delépine Désiré Deschênes Dubé Dupré Duchêne Dufrêne Élie Éloy Émery Évrard Féraud Féret Ferré Fouché
Frémont Frémy Gâteau Genêt Géraud Gérin Grégoire Guédon Guéguen Guégan Guéret Guérineau Guérard Guéry Hébert Hémery Hérault
Jérôme Jégou Jézéquel Labbé Lainé Laumônier Lécuyer Lemaître Lépine Lépinay Léon Léonard Lévy Lévesque Macé Maché Magné Mahé
Maître Marché Maréchal Massé Mérand Méric Mérigot Méry Moné Noé Noël Pagès Paré Pâris Péan Péchard Pélissier Pénard Péquignot
Péron Pérez Piégay Poincaré Préaux Prévost Prévot Quéré Quénot Régis Régnier Rénier Roché Rogé Rosé Salaün Sénéchal Sévère
Sévin Tétard Théry Thébault Théret Théron Trévisan Valéry Vénard Véron Vivès Bréchet Chénier Côme Côté Coupé Croisé Curé
Degré Desprès Fréchet Fréville Gélin Géhin Hélie Hénaff Hénon Hénin Jaurès Josué Ménard Ménager Métayer Métais Mézière
Nédélec Séguin Sébire Sérès Taché Touzé Vaché Rivière Rozière Chêne Béranger Boulé Carré Doré Hervé Mallé Naudé
Pommeré Tréguer Lemée Delacôte Laferrière Verrière Ferrière Carrière Barrière Bruyère
"""

STREET_PARTICLES = {"de", "du", "des", "la", "le", "les", "et", "aux", "au", "a", "sur", "en"}
# Words that end raw street names without belonging to them.
STREET_NOISE = {"prolonge", "prolongee", "annexe", "freconrupt", "est", "ouest"}
# A name that holds one of these names its own kind of street.
STREET_KINDS = {"rue", "chem", "chemin", "lot", "res", "imp", "impasse", "bd", "av", "gde", "zone", "zi", "za", "all", "allee", "route", "rte", "pl"}
STREET_ACCENTS = {
    plain: accented for plain, accented in (pair.split(":") for pair in """
    abbe:Abbé academie:Académie aerodrome:Aérodrome andre:André annee:Année armee:Armée aumone:Aumône bale:Bâle
    barriere:Barrière benoit:Benoît bruyere:Bruyère bruyeres:Bruyères carriere:Carrière cathedrale:Cathédrale cedres:Cèdres
    cezanne:Cézanne chateau:Château chateaux:Châteaux chataignier:Châtaignier chene:Chêne chenes:Chênes cheneraie:Chêneraie
    cimetiere:Cimetière cite:Cité clement:Clément college:Collège communaute:Communauté cooperative:Coopérative cote:Côte
    coteaux:Coteaux cyclamens:Cyclamens debussy:Debussy ecluse:Écluse ecole:École ecoles:Écoles eglantines:Églantines
    eglise:Église egalite:Égalité emile:Émile entrepot:Entrepôt erables:Érables etang:Étang etangs:Étangs etienne:Étienne
    eugene:Eugène europe:Europe evasion:Évasion faience:Faïence faiencerie:Faïencerie federation:Fédération felix:Félix
    fete:Fête fevrier:Février foret:Forêt frederic:Frédéric frene:Frêne frenes:Frênes freres:Frères general:Général
    genets:Genêts george:George geraniums:Géraniums gerard:Gérard helene:Hélène hetres:Hêtres hopital:Hôpital hotel:Hôtel
    jean:Jean jerome:Jérôme lavandieres:Lavandières leon:Léon leopold:Léopold liberation:Libération liberte:Liberté lycee:Lycée
    marche:Marché marechal:Maréchal meleze:Mélèze mesanges:Mésanges moliere:Molière musee:Musée moise:Moïse muriers:Mûriers
    noel:Noël orangere:Orangère pecheurs:Pêcheurs pepiniere:Pépinière peripherique:Périphérique pre:Pré pres:Prés
    prefecture:Préfecture president:Président resistance:Résistance riviere:Rivière rene:René republique:République
    rosiere:Rosière sebastien:Sébastien senateur:Sénateur societe:Société sorbiers:Sorbiers theatre:Théâtre theodore:Théodore
    theophile:Théophile therese:Thérèse tresor:Trésor universite:Université verriere:Verrière veronique:Véronique
    zephir:Zéphir pare:Paré chenier:Chénier schoelcher:Schœlcher alberic:Albéric aime:Aimé
    """.split())
}

# weight -> names; the one-off names of the package have weight 1.
COMMON_STREETS = {
    60: ["de l'Église", "de la Mairie", "des Écoles", "de la Gare", "Victor Hugo", "du Moulin", "Jean Jaurès", "Pasteur",
         "de la République", "Jean Moulin", "du Général de Gaulle", "du Stade", "de la Fontaine"],
    30: ["des Lilas", "Gambetta", "Jules Ferry", "du 8 Mai 1945", "du 11 Novembre", "de la Paix", "Émile Zola", "des Tilleuls",
         "du Château", "de la Forge", "du Puits", "du Lavoir", "de la Poste", "des Jardins", "Saint-Martin", "du Four",
         "de la Croix", "des Acacias", "des Roses", "de Verdun", "du Maréchal Foch", "du Maréchal Leclerc", "Voltaire",
         "Jules Verne", "de la Libération", "de la Liberté", "de Paris", "du Bois", "des Vignes", "Principale"],
    12: ["Anatole France", "Jeanne d'Arc", "Pierre Curie", "Marie Curie", "Molière", "Jean de La Fontaine", "Lamartine",
         "Carnot", "Thiers", "Jean Mermoz", "Saint-Exupéry", "Georges Clemenceau", "Aristide Briand", "Léon Blum", "Paul Bert",
         "Louis Pasteur", "Albert Camus", "Jacques Prévert", "Georges Brassens", "Édith Piaf", "Claude Debussy", "Mozart",
         "des Cerisiers", "des Peupliers", "des Marronniers", "des Érables", "des Chênes", "du Chêne", "des Prés", "du Pré",
         "des Champs", "des Sports", "du Marché", "de l'Hôpital", "de l'Hôtel de Ville", "Saint-Jean", "Saint-Pierre",
         "Notre-Dame", "Sainte-Anne", "Saint-Michel", "Saint-Nicolas", "de la Chapelle", "du Calvaire", "du Presbytère",
         "du Pont", "de la Rivière", "des Sources", "de la Source", "du Lac", "de la Plage", "de la Mer", "du Port",
         "de Bretagne", "de Normandie", "de Bourgogne", "d'Alsace", "de Lorraine", "du Souvenir", "de la Résistance",
         "du Commerce", "de l'Industrie", "des Artisans", "du Tilleul", "des Mésanges", "des Hirondelles", "des Alouettes",
         "de Lyon", "de Bordeaux", "de Strasbourg", "de Toulouse", "de Nantes", "Hoche", "Kléber", "Marceau", "Danton",
         "Robespierre", "Mirabeau", "Diderot", "Rousseau", "Descartes", "Racine", "Corneille", "Alfred de Musset", "Balzac",
         "Gustave Flaubert", "Guy de Maupassant", "Alphonse Daudet", "Marcel Pagnol", "Paul Verlaine", "Arthur Rimbaud",
         "Henri Barbusse", "Romain Rolland", "Salvador Allende", "Gabriel Péri", "Pierre Semard", "Louise Michel", "Simone Veil"],
}

# country of the names -> locale of the package faker
INTERNATIONAL = {"PT": "pt_PT", "ES": "es_ES", "IT": "it_IT", "DE": "de_DE", "GB": "en_GB", "BE": "nl_BE", "DZ": "fr_DZ", "TR": "tr_TR"}
