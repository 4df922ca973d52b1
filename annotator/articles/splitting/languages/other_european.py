"""Dutch, Albanian, Greek, Hungarian and Turkish."""

from annotator.articles.splitting.languages.model import Language
from annotator.articles.splitting.languages.words import abbreviations, words

DUTCH = Language(
    never_final=abbreviations(
        "dhr mevr mw mej dr drs ir ing mr prof ds jhr jkvr kol kapt lt maj sgt St Ste H bijv o.a "
        "d.w.z m.a.w n.a.v t.o.v i.p.v i.v.m t.a.v m.b.t m.b.v t.g.v o.l.v o.m a.u.b z.g zgn resp "
        "ca vgl cf incl excl evt nl nml min i.e v.h vd wnd plv gebr Th Chr Ph lic z.o.z"
    ),
    may_be_final=abbreviations(
        "max gen bv burg B.V N.V v.Chr n.Chr Inc Corp Ltd Co jr sr a.s jl mln mld e.a e.d e.v m.m "
        "p.m a.m U.S"
    ),
    number_only=abbreviations(
        "nr nrs art blz p pp pag fig hfst dl afb tel par jan feb febr mrt apr aug sept okt nov dec"
    ),
    openers=words(
        "De Het Een Hij Zij Ze Wij We Ik Je Jij U Jullie Men Dit Dat Deze Die Er Hier Daar Zijn "
        "Haar Hun Ons Onze Mijn Geen In Op Aan Bij Met Na Nadat Van Voor Voordat Naar Door Tegen "
        "Zonder Om Onder Over Tussen Sinds Tijdens Wegens Volgens Uit Tot Toch Maar En Of Want Als "
        "Toen Wanneer Omdat Doordat Hoewel Terwijl Wat Wie Waar Waarom Hoe Welke Ook Nog Alleen Nu "
        "Dan Daarna Later Vandaag Gisteren Morgen Eerder Daarom Daarmee Daarbij Echter Bovendien "
        "Zo Zoals Al Alle Veel Vele Sommige Enkele Beide Niet Niets Intussen Uiteindelijk Volgende "
        "Vorige Naast Behalve Dankzij Ondanks Is Was Heeft Kan Mogelijk"
    ),
    speech_verbs=words(
        "zegt zei vraagt vroeg roept riep antwoordt antwoordde schrijft schreef schreeuwt vervolgt"
    ),
)

ALBANIAN = Language(
    never_final=abbreviations(
        "z zj znj zt dr prof doc akad ing gjen kol kap inxh av mr sh.b Shën rr bul p.sh d.m.th "
        "dmth d.t.th ang gj frëng lat i.e vs krh shih Th Dh Xh Sh Gj Nj Ll Rr Zh Ç"
    ),
    may_be_final=abbreviations("sh.p.k sh.a p.e.s e.s mln mld Inc Corp Ltd Co jr p.K m.K SHBA a.i"),
    number_only=abbreviations("nr fq f par pg tel vëll vol kap fig tab"),
    not_ordinal_after=abbreviations("nr fq f pg tel"),
    months=words(
        "janar shkurt mars prill qershor korrik gusht shtator tetor nëntor dhjetor janari shkurti "
        "marsi prilli maji qershori korriku gushti shtatori tetori nëntori dhjetori"
    ),
    openers=words(
        "Në Nga Për Me Pa Mbi Nën Prej Deri Pas Para Gjatë Sipas Kundër Midis Ndërmjet Përveç Te "
        "Tek Ky Kjo Këta Këto Ai Ajo Ata Ato Ne Ju Unë Ti I E Një Të Së Çdo Disa Shumë Gjithë "
        "Tjetër Kush Çfarë Cili Cila Kur Ku Si Pse Sa Nëse Që Se Sepse Pasi Megjithëse Ndonëse Por "
        "Dhe Ose Apo Megjithatë Ndërsa Prandaj Gjithashtu Edhe Sot Dje Nesër Tani Atëherë Më "
        "Pastaj Tashmë Ende Vetëm Nuk S Mos Është Janë Ishte Ishin Ka Kanë Kishte Do Duhet Mund "
        "Askush Asgjë Po Jo Madje Ndoshta Sigurisht Kështu Ndryshe Rreth Ndaj"
    ),
    speech_verbs=words(
        "tha thotë pyeti pyet përgjigj përgjigjet shtoi shton bërtiti shkroi shkruan deklaroi "
        "theksoi shpjegoi"
    ),
    auxiliaries=words("u ka"),
    ordinal_digits=2,
)

GREEK = Language(
    never_final=abbreviations(
        "κ κκ κ.κ δρ Δρ καθ αναπλ υπ στρ ταξ συντ λοχ αντ αρχ Αγ Άγ π.χ δηλ βλ πρβλ λ.χ ό.π αγγλ "
        "γαλλ γερμ λατ ιταλ λεωφ οδ πλ πρ τ.έ περ σημ εκδ μτφρ χιλ γεν διευθ υποστρ μητρ σεβ πατ "
        "Dr Mr Mrs St Στ Γρ Χρ Θ"
    ),
    may_be_final=abbreviations(
        "π.Χ μ.Χ Α.Ε Ε.Π.Ε Ο.Ε Η.Π.Α Ε.Ε Ο.Η.Ε εκατ δισ τρισ ευρ χλμ τ.μ μ Inc Corp Ltd Co δρχ τ"
    ),
    often_final=abbreviations("κ.λπ κλπ κ.ά κ.α κ.ο.κ κ.τ.λ κτλ μ.μ π.μ"),
    number_only=abbreviations(
        "Ιαν Φεβ Απρ Αυγ Σεπ Οκτ Νοε Δεκ αρ αριθ άρθ αρθ παρ σελ σ τομ τ κεφ εικ πιν τηλ ν φ στ"
    ),
    continuers=words("Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή"),
    openers=words(
        "Ο Η Το Οι Τα Του Της Των Τον Την Τους Τις Ένας Μια Μία Ένα Αυτός Αυτή Αυτό Αυτοί Αυτές "
        "Αυτά Εκείνος Εκείνη Εκείνο Εγώ Εμείς Εσείς Στο Στη Στην Στον Στους Στις Στα Σε Από Για Με "
        "Χωρίς Προς Κατά Μετά Πριν Παρά Υπό Μέχρι Ως Σύμφωνα Λόγω Όταν Όπου Όπως Πώς Τι Ποιος Ποια "
        "Ποιο Γιατί Πού Πότε Αν Εάν Ότι Πως Να Θα Δεν Μην Και Κι Ή Αλλά Όμως Ωστόσο Επειδή Ενώ "
        "Αφού Μολονότι Επίσης Ακόμη Ακόμα Σήμερα Χθες Αύριο Τώρα Τότε Έπειτα Ύστερα Ήδη Μόνο Όλοι "
        "Όλα Όλες Κάθε Πολλοί Πολλές Μερικοί Άλλοι Κανείς Τίποτα Είναι Ήταν Έχει Έχουν Υπάρχει "
        "Πρέπει Έτσι Επιπλέον Παράλληλα Συνολικά Άλλωστε Μάλιστα Όσο Όσοι Εδώ Εκεί Ναι Όχι"
    ),
    speech_verbs=words(
        "είπε λέει ρώτησε ρωτά ρωτάει απάντησε απαντά φώναξε πρόσθεσε έγραψε δήλωσε τόνισε"
    ),
    semicolon_asks=True,
)

HUNGARIAN = Language(
    never_final=abbreviations(
        "dr ifj id özv prof doc gen ezr alez őrgy szds hdgy pl ún kb ill vö Szt ang ném fr lat or "
        "ol gör szerk ford főv megj ld Gy Cs Zs Sz Ny Ty Th Ch vs ker vm hg pol bp rk ref ev"
    ),
    may_be_final=abbreviations(
        "ti Kft Zrt Nyrt Rt Bt Kr.e Kr.u i.e i.sz u krt Inc Corp Ltd Co sz mrd"
    ),
    number_only=abbreviations(
        "old o bek pont tel fsz em par ép hrsz jan febr márc ápr aug szept okt"
    ),
    months=words(
        "január február március április május június július augusztus szeptember október november "
        "december"
    ),
    letter_words=frozenset("ő"),
    openers=words(
        "A Az Egy Ez Ezek Azok Ezt Azt Ő Ők Én Mi Ti Te Itt Ott Így Úgy Ilyen Olyan És De Vagy "
        "Hogy Ha Mert Mivel Bár Noha Amikor Mikor Ahol Hol Ki Kik Ami Aki Amely Mely Milyen Miért "
        "Hogyan Hány Mennyi Nem Sem Ne Is Már Még Csak Most Akkor Ma Tegnap Holnap Később Korábban "
        "Előbb Majd Aztán Ezután Azután Ezért Azért Ezzel Azonban Viszont Ugyanakkor Mégis Tehát "
        "Továbbá Emellett Ráadásul Közben Közülük Szerinte Után Előtt Alatt Között Mellett Minden "
        "Mindenki Sok Sokan Néhány Több Többen Van Volt Lesz Vannak Voltak Nincs Lehet Kell Senki "
        "Semmi Igen Mindez Erre Arra Ebben Abban Erről Ennek Annak Végül Persze Például Miután "
        "Miközben Tavaly"
    ),
    speech_verbs=words(
        "mondta mondja kérdezte kérdezi felelte válaszolta kiáltotta tette írta írja szólt"
    ),
    ordinal_digits=4,
)

TURKISH = Language(
    never_final=abbreviations(
        "Dr Prof Doç Yrd Öğr Gör Arş Uzm Av Sn Alb Gen Org Korg Tümg Tuğg Yzb Bnb Ütğm Tğm Yb Müh "
        "Mim Hz örn bkz Cad cad Sok Mah Bul Blv Apt St İng Fr Alm Lat Ar Far Ord Op Dipl M.Ö M.S "
        "Çev çev Bşk Yard Müd Ecz"
    ),
    may_be_final=abbreviations("Ltd Şti A.Ş T.C A.B.D Inc Corp Co A.O Tic San Jr"),
    number_only=abbreviations("No no Nr s sf md Tel tel C c Şek şek böl"),
    not_ordinal_after=abbreviations("No no Nr s sf tel"),
    months=words("Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"),
    letter_words=frozenset("o"),
    openers=words(
        "Bu Şu O Bunlar Şunlar Onlar Ben Sen Biz Siz Bir Bunun Onun Buna Ona Bunu Onu Burada Orada "
        "Böyle Şöyle Öyle Ve Veya Ama Fakat Ancak Lakin Oysa Çünkü Eğer Hem Ne Neden Niçin Nasıl "
        "Nerede Kim Kimse Hangi Kaç Her Herkes Hepsi Tüm Bütün Bazı Birçok Pek Çok Daha En Hiç "
        "Değil Evet Hayır Şimdi Bugün Dün Yarın Sonra Önce Ardından Artık Hâlâ Henüz Yine Sadece "
        "Yalnızca Ayrıca Üstelik Böylece Bunlardan Bundan Ondan Bunda Eski Yeni Var Yok Olarak "
        "Göre Gibi İçin Kendisi Kendi Diğer Aynı İşte İlk Son Toplam Belki Zaten Elbette Nitekim "
        "Dolayısıyla Özellikle Örneğin Yani Sonuçta Sonunda Öte"
    ),
    speech_verbs=words(
        "dedi diyor sordu soruyor bağırdı yanıtladı cevapladı ekledi yazdı haykırdı"
    ),
    auxiliaries=words("diye"),
    ordinal_digits=3,
)
