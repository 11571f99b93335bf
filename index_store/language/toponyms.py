"""Syllables that names of places are made of, folded: what tells "huyen lam ha" from "huyen giai quyet"."""

from __future__ import annotations

DIRECTIONS = frozenset("bac nam dong tay thuong ha trung noi ngoai".split())  # noqa: SIM905
TOPONYM_SYLLABLES = DIRECTIONS | frozenset(
    # one word a syllable, in alphabetical order, is easier to keep than a list literal
    """an ba bach bao bau ben binh buon ca cai cam can cao cat cau chanh chau chi chu chuong cu cuong da dai dak dam
    dau di dien dinh do doai don du duc duy duong ea gia gio giong giang go hai ham han hau hiep hoa hoai hoan hoang
    hon hong hue hung huong huu ia kim khanh khe kon krong ky lac lai lam lang lao lap lat le linh loc loi long luc
    luong ly mai mang mau minh mo moc mong muong my nga ngai nghi nghia ngoc nguyen nha nhon nhu ninh phan phat phong
    phu phuc phung phuoc quang que quoc quoi quy quynh sa sam sim soc son song ta tam tan thach thai thang thanh thao
    thap thien thieu tho thoi thuan thuy tien tra tran trang tri trieu truc tu tuong tuy tuyen uyen van vang viet
    vinh vu xuan xuyen yen""".split()
)
# Ordinary words made of the same syllables; a unit's level is often followed by them.
COMMON_PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        "an ninh,an toan,an sinh,bac si,bao cao,bao hiem,bao nhieu,binh quan,ca nuoc,ca nam,cao diem,cao hon,cao nhat,cho moi,"
        "chi tra,chi tieu,chu dong,chu tri,chu yeu,chu tich,dai bieu,dai hoc,dai hoi,dau tu,dien tich,dien tu,dieu tra,"
        "dong bao,dong dan,dong dao,dong gop,dong thoi,dong tien,du an,du lich,du kien,du toan,duong bo,duong giao,"
        "gia cam,gia dinh,gia suc,gia tri,giang day,ha tang,hai quan,hoa mau,hoan thanh,hoan thien,"
        "hung thu,ky hop,ky ket,ky luat,ky nay,ky thi,ky truoc,lam nghiep,lam viec,lap ho,linh vuc,loi nhuan,luc luong,"
        "luong thuc,mau giao,minh bach,nam gioi,nam sinh,nam thanh,nghia vu,noi dung,noi vu,ngoai ra,phan loai,phan tram,"
        "phat hien,phat sinh,phat trien,phong chong,phong trao,phu hop,phu nu,phu trach,phuc hoi,phuc vu,quang ba,"
        "quoc phong,quoc gia,quy hoach,quy dinh,son la,tam thoi,tam tru,tan cong,tang truong,tay nghe,thanh lap,"
        "thanh nien,thanh phan,thanh toan,thanh tich,thanh tra,thang nay,thang truoc,thien tai,thoi diem,thoi gian,"
        "thuong binh,thuong mai,thuong tat,thuong truc,thuong vu,thuong vong,thuong xuyen,thuy loi,thuy san,tien do,"
        "tien dien,tien hanh,tien phat,tien su,tra cuu,tri gia,trieu dong,trung binh,trung cap,trung dau,trung hoc,"
        "trung tam,trung uong,truc thuoc,truc tuyen,tu phap,tu van,tu vong,tuyen duong,tuyen quan,tuyen truyen,"
        "van ban,van dong,van hoa,van phong,viet nam,vinh danh,vinh du,xuan hoc,dau nam,dau gia,dau thau,dai dien"
    ).split(",")
)
