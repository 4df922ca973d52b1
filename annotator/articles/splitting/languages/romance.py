"""French, Spanish, Italian, Portuguese and Romanian."""

from annotator.articles.splitting.languages.model import Language
from annotator.articles.splitting.languages.words import abbreviations, words

FRENCH = Language(
    never_final=abbreviations(
        "M MM Mme Mmes Mlle Dr Drs Pr Prof Me Mgr St Ste Sts cf c.à.d i.e env hab Gal Gén Col Cdt "
        "Cne Lt Sgt Adj Ing r rd réf Ch Th Ph boul dép resp anc prés Vve"
    ),
    may_be_final=abbreviations(
        "ex Inc Corp Ltd Co Jr Sr Cie av bd C apr S.A S.A.R.L O.N.U U.E al min sec coll suiv ms éd"
    ),
    number_only=abbreviations(
        "p pp n no nos art al chap vol fig t tél janv févr avr juil juill sept oct nov déc §"
    ),
    letter_words=frozenset("ay"),
    openers=words(
        "Le La Les L Un Une Des Du De D Il Elle Ils Elles On Nous Vous Je J Tu Ce Cet Cette Ces C "
        "Cela Ça Son Sa Ses Leur Leurs Notre Nos Votre Mon Ma Mes Mais Et Ou Or Donc Car Ni Si S "
        "Dans En Au Aux À Par Pour Avec Sans Sur Sous Selon Depuis Pendant Après Avant Entre Vers "
        "Chez Contre Malgré Parmi Outre Quand Lorsque Comme Comment Pourquoi Où Qui Que Quel "
        "Quelle Tous Tout Toute Toutes Plusieurs Certains Beaucoup Quelques Chaque Aucun Puis "
        "Ensuite Enfin Ainsi Alors Aujourd Hier Demain Ici Là Pourtant Cependant Toutefois "
        "Néanmoins Mieux Plus Moins Aussi Même Déjà Encore Bien Pas Ne N Qu Quant Grâce Dès Tandis "
        "Parce Puisque Voici Voilà Autre Autres Reste Rien Personne"
    ),
    speech_verbs=words(
        "dit demande répond crie écrit lance ajoute explique demandait répondit demanda s’écrie "
        "affirme interroge"
    ),
)

SPANISH = Language(
    never_final=abbreviations(
        "pres Sr Sra Srta Sres Sras Dr Dra Dres D Dña Da Fr Gral Cnel Tte Sgto Cdte Lic Licda Ing "
        "Arq Prof Profa Mons Excmo Excma Ilmo Ilma Rvdo Pbro Sto Sta S.M S.A.R Hno Hna Pdte Pte "
        "Vdo Abg p.ej p.e v.gr cf cfr aprox ej EE FF JJ i.e vs admón dpto Comte Insp Mtro Mtra"
    ),
    may_be_final=abbreviations(
        "EE.UU E.U E.E.U.U JJ.OO CC.OO FF.AA RR.HH S.A S.L S.A.B C.V Cía Inc Corp Ltd Co Jr Ud Uds "
        "Vd Vds a.C d.C a.m p.m Av Avda Col Edo Fdo hab izq dcha"
    ),
    number_only=abbreviations(
        "no núm núms n nro art arts pág págs p pp cap caps vol vols fig figs t tel inc párr ed c C "
        "ene feb abr ago sept oct nov dic"
    ),
    openers=words(
        "El La Los Las Un Una Unos Unas Lo Él Ella Ellos Ellas Yo Tú Nosotros Usted Ustedes Este "
        "Esta Esto Estos Estas Ese Esa Eso Esos Esas Aquel Aquella Su Sus Mi Mis Nuestro Nuestra Y "
        "E O U Pero Sino Aunque Porque Pues Si Sí No Ni En A Al De Del Con Sin Por Para Según "
        "Sobre Tras Desde Hasta Entre Hacia Ante Bajo Contra Durante Mediante Cuando Mientras "
        "Donde Como Cómo Qué Quién Quiénes Cuál Cuándo Dónde Cuánto Que Quien Quienes Todo Toda "
        "Todos Todas Muchos Muchas Algunos Algunas Cada Otro Otra Otros Otras Varios Ningún Nadie "
        "Nada Hay Es Son Era Eran Fue Fueron Ha Han Había Se Le Les Nos Me Te Ya También Tampoco "
        "Además Asimismo Entonces Luego Después Antes Ahora Hoy Ayer Mañana Aquí Allí Así Más "
        "Menos Solo Sólo Pese Incluso Actualmente Finalmente Posteriormente Igualmente"
    ),
    speech_verbs=words(
        "dice dijo pregunta preguntó responde respondió grita gritó exclama exclamó añade añadió "
        "escribe escribió explica explicó señaló afirma afirmó"
    ),
)

ITALIAN = Language(
    never_final=abbreviations(
        "sig sigg sig.ra sig.na dott dott.ssa dr dr.ssa prof proff prof.ssa ing avv on onn sen gen "
        "col cap ten magg Mar brig mons geom rag arch cav comm card rev gent spett egr ill.mo Ch "
        "SS S es cfr cf vd c.d cd ca ag i.e p.es ad.es vs Fr p.zza v.le"
    ),
    may_be_final=abbreviations(
        "S.p.A S.r.l S.a.s S.n.c s.n.c a.C d.C Inc Corp Ltd Co Jr a.m p.m U.S.A U.E O.N.U al C.so"
    ),
    number_only=abbreviations(
        "n nn nr art artt pag pagg p pp cap capp vol voll fig figg tav lett co par sez tel sec gen "
        "feb mar apr mag giu lug ago set sett ott nov dic"
    ),
    letter_words=frozenset("è"),
    openers=words(
        "Il Lo La I Gli Le L Un Uno Una Egli Lui Lei Loro Noi Voi Io Tu Questo Questa Questi "
        "Queste Quello Quella Quelli Quelle Ciò Suo Sua Suoi Mio Nostro E Ed O Ma Però Anche Né Se "
        "Di A Da In Con Su Per Tra Fra Del Dello Della Dei Degli Delle Al Allo Alla Ai Agli Alle "
        "Dal Dalla Dai Nel Nello Nella Nei Negli Nelle Sul Sulla Sui Secondo Dopo Prima Durante "
        "Mentre Quando Dove Come Perché Chi Che Cosa Cos Quale Quali Quanto Poi Quindi Dunque Così "
        "Allora Ora Oggi Ieri Domani Qui Là Già Ancora Sempre Solo Non Nessuno Niente Tutti Tutto "
        "Tutte Molti Molte Alcuni Alcune Ogni Altri Altre Più Meno Inoltre Infatti Infine Tuttavia "
        "Invece Eppure Intanto Si È Sono Era Erano Ha Hanno C Ci Mi Oltre Senza Nonostante Grazie"
    ),
    speech_verbs=words(
        "dice disse chiede chiese risponde rispose grida gridò aggiunge aggiunse scrive scrisse "
        "esclama spiega afferma"
    ),
)

PORTUGUESE = Language(
    never_final=abbreviations(
        "Exa V.Exa Sr Sra Srs Sras Srta Dr Dra Drs Prof Profa Profs Eng Engª Arq D Gen Gal Cel Cap "
        "Ten Sgt Maj Exmo Exma Ilmo Mons Pe Fr Sto Sta Des Dep Ver Min aprox cf vs i.e p.ex Adv "
        "Alm Brig Com Pr"
    ),
    may_be_final=abbreviations(
        "ex S.A Ltda Lda Cia Inc Corp Ltd Co Jr a.C d.C a.m p.m E.U.A Av R Dept al hab Est"
    ),
    number_only=abbreviations(
        "n no nº núm art arts pág págs p pp cap caps vol fig figs t tel inc ed séc jan fev mar abr "
        "mai jun jul ago set out nov dez"
    ),
    letter_words=frozenset("é"),
    openers=words(
        "O A Os As Um Uma Uns Umas Ele Ela Eles Elas Eu Nós Você Vocês Este Esta Isto Estes Estas "
        "Esse Essa Isso Esses Essas Aquele Aquela Aquilo Seu Sua Seus Suas Meu Minha Nosso Nossa E "
        "Ou Mas Porém Contudo Todavia Porque Pois Se Não Nem Em No Na Nos Nas De Do Da Dos Das Ao "
        "À Aos Às Com Sem Por Pelo Pela Para Segundo Sobre Após Desde Até Entre Durante Quando "
        "Enquanto Onde Como Que Quem Qual Quais Quanto Todo Toda Todos Todas Muitos Muitas Alguns "
        "Algumas Cada Outro Outra Outros Outras Vários Ninguém Nada Há É São Era Foi Foram Já "
        "Também Além Assim Então Depois Antes Agora Hoje Ontem Amanhã Aqui Ali Ainda Só Apenas "
        "Mais Menos Apesar Num Numa Neste Nesta Nesse Nessa Portanto Entretanto Embora Conforme"
    ),
    speech_verbs=words(
        "diz disse pergunta perguntou responde respondeu grita gritou acrescenta acrescentou "
        "escreve escreveu afirma afirmou exclamou explicou"
    ),
)

ROMANIAN = Language(
    never_final=abbreviations(
        "dl dlui dna dr prof ing col lt cpt mr sg plt șt ş.l conf lect asist acad arh av jud com "
        "Sf Sft pr cca aprox cf vs i.e d.p.d.v pt str bd șos bl sc et ap mun înv Î.P.S P.S cons "
        "reg insp"
    ),
    may_be_final=abbreviations(
        "loc gen ex S.A S.R.L Inc Corp Ltd Co jr î.Hr d.Hr î.e.n e.n a.m p.m S.U.A U.E mil mld a.c "
        "al"
    ),
    number_only=abbreviations(
        "nr art alin lit pag p pct cap vol fig tel ian feb mar apr iun iul aug sept oct nov dec"
    ),
    letter_words=frozenset("eo"),
    openers=words(
        "Un O Unul Una Unii Unele El Ea Ei Ele Eu Noi Voi Tu Acest Această Acesta Aceasta Acești "
        "Aceste Acel Acea Acela Asta Ăsta Și Sau Dar Însă Iar Ci Că Dacă Deși Deoarece Pentru "
        "Fiindcă Căci În Din La Pe De Cu Fără Prin Spre După Până Între Sub Peste Potrivit Conform "
        "Despre Înainte Când Unde Cum Ce Cine Care Cât Toate Toți Tot Mulți Multe Câțiva Fiecare "
        "Alți Alte Nu Nici Nimeni Nimic Este Sunt Era Au A Am Se Îi Le Îl Mai Astfel Atunci Apoi "
        "Acum Azi Astăzi Ieri Mâine Aici Acolo Deja Doar Totuși Totodată Așa Prima Primul Într "
        "Dintre Cel Cea Cei Cele Al Ai Ale Iată Poate Trebuie"
    ),
    auxiliaries=words("a au"),
    speech_verbs=words(
        "spune spus întreabă întrebat răspunde răspuns strigă strigat adaugă adăugat scrie scris "
        "afirmă declară"
    ),
)
